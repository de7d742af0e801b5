-- view: admin_port
-- note: The ports of administration that the method lists, one row each.
WITH RECURSIVE rest(port, more) AS (
    SELECT NULL, mv('ports.admin') || ', '
    UNION ALL
    SELECT CAST(substr(r.more, 1, instr(r.more, ', ') - 1) AS INTEGER), substr(r.more, instr(r.more, ', ') + 2)
    FROM   rest r
    WHERE  r.more <> ''
)
SELECT port FROM rest
WHERE  port IS NOT NULL
