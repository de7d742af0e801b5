-- view: requirement_source
-- note: What states a requirement, how strongly, and when: itself (a word), the contract that carries it,
--   what was read in the contract's file, the requirements document behind the manager's statement, an
--   evaluation. Only what is newer than its last change.
WITH source AS (
    SELECT r.id, 40 AS proof, r.put_at AS at
    FROM   requirement r
    UNION ALL
    SELECT x.requirement, CASE x.kind WHEN 'evidence' THEN 100 ELSE x.proof END, x.at
    FROM   requirement_in x
    UNION ALL
    SELECT r.id, c.proof, c.at
    FROM   requirement r
    JOIN   confirmation c
           ON c.check_id IN ('C1-4', 'C1-5')
           OR (c.kind = 'requirement'
               AND c.id = r.id)
)
SELECT s.id AS requirement, s.proof, s.at
FROM   source s
LEFT   JOIN chg g
       ON g.kind = 'requirement'
       AND g.id = s.id
WHERE  s.at >= coalesce(g.at, 0)
