-- view: interface_path
-- note: The path part of an interface's address, without the slash at its end.
SELECT i.id AS interface, i.component,
       CASE WHEN instr(i.address, '/') > 0 THEN rtrim(substr(i.address, instr(i.address, '/')), '/') ELSE '' END AS path
FROM   interface i
