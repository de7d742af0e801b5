-- view: interface_port
-- note: The ports on which an interface is expected: its own, else the usual one of its protocol, and those
--   of the flows that use it. NULL: nobody said, it may be any.
SELECT i.id AS interface, i.component,
       coalesce(i.port, CASE lower(i.protocol)
                        WHEN 'https' THEN 443 WHEN 'http' THEN 80 WHEN 'ssh' THEN 22 WHEN 'sftp' THEN 22
                        WHEN 'scp' THEN 22 WHEN 'ftp' THEN 21 WHEN 'ftps' THEN 990 WHEN 'smtp' THEN 25
                        WHEN 'smtps' THEN 465 WHEN 'imaps' THEN 993 WHEN 'ldap' THEN 389 WHEN 'ldaps' THEN 636
                        WHEN 'dns' THEN 53 WHEN 'rdp' THEN 3389 WHEN 'ntp' THEN 123 END) AS port
FROM   interface i
UNION
SELECT f.interface, i.component, f.port FROM flow f
JOIN   interface i
       ON i.id = f.interface
WHERE  f.port IS NOT NULL
