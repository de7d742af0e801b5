-- view: second_party
-- note: Everybody beside the own unit who works on the system or runs a part of it (who approves or is
--   informed does not). Without one, every task is the unit's.
WITH named AS (
    SELECT c.party
    FROM   contract_outs c
    WHERE  c.stage IN ('tender', 'concluded')
    UNION
    SELECT c.contractor
    FROM   component c
    UNION
    SELECT s.party
    FROM   component c
    JOIN   cloud_service s
           ON s.id = c.cloud_service
    UNION
    SELECT z.operator
    FROM   component c
    JOIN   zone z
           ON z.id = c.zone
    JOIN   party p
           ON p.id = z.operator
    WHERE  p.type IN ('contractor', 'csp', 'platform')
    UNION
    SELECT d.holder
    FROM   demarcation d
    WHERE  d.part IN ('main', 'support')
    UNION
    SELECT d.party
    FROM   duty d
)
SELECT n.party
FROM   named n
JOIN   party p
       ON p.id = n.party
WHERE  n.party NOT IN (SELECT party FROM own_unit)
