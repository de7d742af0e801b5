-- view: clause_lost
-- note: Conditions that a contract lost. by renewal: the contract that it renews had them; by withdrawal:
--   its own clause was retired while it is in force, and nothing was put in its place. A contract in which
--   nobody has looked yet has lost nothing.
WITH had AS (
    SELECT s.contract, s.condition
    FROM   condition_state s
    WHERE  s.best = 3
    UNION
    SELECT c.contract, c.condition
    FROM   clause_all c
    WHERE  c.strength = 'present'
    AND    c.condition <> 'requirement'
    AND    NOT EXISTS (SELECT 1
                       FROM   clause k
                       WHERE  k.contract = c.contract
                       AND    k.condition = c.condition)
)
SELECT DISTINCT r.newer AS contract, h.condition, 'renewal' AS how
FROM   contract_renews r
JOIN   contract n
       ON n.id = r.newer
JOIN   had h
       ON h.contract = r.older
WHERE  (n.stage = 'tender'
        OR (n.stage = 'concluded'
            AND coalesce(n.ends_on > (SELECT now FROM context), 1)))
AND    EXISTS (SELECT 1
               FROM   condition_state s
               WHERE  s.contract = r.newer)
AND    NOT EXISTS (SELECT 1
                   FROM   condition_state s
                   WHERE  s.contract = r.newer
                   AND    s.condition = h.condition
                   AND    s.best = 3)
UNION
SELECT c.contract, c.condition, 'withdrawal'
FROM   clause_all c
JOIN   contract_live k
       ON k.id = c.contract
WHERE  c.strength = 'present'
AND    c.condition <> 'requirement'
AND    NOT EXISTS (SELECT 1
                   FROM   condition_state s
                   WHERE  s.contract = c.contract
                   AND    s.condition = c.condition)
