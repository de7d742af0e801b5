-- view: in_operation
-- note: One row while the system is in operation: since when. A forgotten start date hides nothing when
--   operation was authorised.
SELECT min(at) AS since
FROM (
    SELECT s.starts_on AS at
    FROM   system s
    WHERE  s.id = (SELECT system FROM context)
    AND    s.starts_on <= (SELECT now FROM context)
    UNION ALL
    SELECT a.starts_on
    FROM   authorisation a
    WHERE  a.result IN ('authorised', 'conditional')
    AND    a.starts_on <= (SELECT now FROM context)
)
HAVING min(at) IS NOT NULL
