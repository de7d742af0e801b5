-- view: condition_state
-- note: How a condition stands in a contract, at its best (3 present, 2 weak, 1 absent; no row: nobody
--   looked): as typed, or as read from its file with enough confidence. The frame contract of the same
--   party above it counts.
WITH frame AS (
    SELECT l.contract, l.above
    FROM   contract_line l
    JOIN   contract c
           ON c.id = l.contract
    JOIN   contract a
           ON a.id = l.above
    WHERE  a.id = c.id
    OR     a.party = c.party
),
stated AS (
    SELECT c.contract, c.condition, c.strength
    FROM   clause c
    UNION ALL
    SELECT o.contract, o.condition, o.strength
    FROM   observed_clause o
    WHERE  o.confidence >= mv('clause.confidence')
)
SELECT f.contract, s.condition,
       max(CASE s.strength WHEN 'present' THEN 3 WHEN 'weak' THEN 2 ELSE 1 END) AS best
FROM   frame f
JOIN   stated s
       ON s.contract = f.above
WHERE  s.condition <> 'requirement'
GROUP  BY f.contract, s.condition
