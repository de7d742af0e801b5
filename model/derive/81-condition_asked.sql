-- view: condition_asked
-- note: The conditions that a contract not yet over has to contain. why: always (the seven, wherever work
--   is commissioned or information entrusted), grade (by what is entrusted and bought), subcontract.
WITH open AS (
    SELECT c.id, c.type, c.stage, c.starts_on, c.ends_on,
           EXISTS (SELECT 1
                   FROM   contract_outs o
                   WHERE  o.id = c.id) AS outs
    FROM   contract c
    WHERE  c.stage IN ('planned', 'tender')
    OR     (c.stage = 'concluded'
            AND coalesce(c.ends_on > (SELECT now FROM context), 1))
),
entrusted AS (
    SELECT x.id, max(i.c) AS c, max(i.a) AS a
    FROM   contract_information x
    JOIN   information i
           ON i.id = x.value
    GROUP  BY x.id
)
SELECT o.id AS contract, o.stage, o.outs, s.condition, 'always' AS why
FROM   open o
JOIN   (SELECT 'purpose' AS condition
        UNION ALL SELECT 'measures'
        UNION ALL SELECT 'change'
        UNION ALL SELECT 'disclosure'
        UNION ALL SELECT 'incident'
        UNION ALL SELECT 'performance'
        UNION ALL SELECT 'shortfall') s
WHERE  o.outs
UNION ALL
SELECT o.id, o.stage, o.outs, 'audit', 'grade'
FROM   open o
JOIN   entrusted e
       ON e.id = o.id
WHERE  e.c >= mv('clause.audit_from')
UNION ALL
SELECT o.id, o.stage, o.outs, 'sla', 'grade'
FROM   open o
JOIN   entrusted e
       ON e.id = o.id
WHERE  e.a = 2
AND    NOT (o.type = 'assessment'
            AND coalesce(o.ends_on - o.starts_on < mv('clause.sla_short'), 0))
UNION ALL
SELECT o.id, o.stage, o.outs, 'disposal', 'grade'
FROM   open o
JOIN   entrusted e
       ON e.id = o.id
UNION ALL
SELECT o.id, o.stage, o.outs, 'support', 'grade'
FROM   open o
WHERE  o.type IN ('development', 'maintenance', 'goods', 'license')
UNION ALL
SELECT o.id, o.stage, o.outs, 'subcontract', 'subcontract'
FROM   open o
WHERE  o.type IN ('development', 'operation', 'maintenance')
OR     EXISTS (SELECT 1
               FROM   contract k
               WHERE  k.parent = o.id
               AND    k.stage <> 'ended')
