-- id: C1-4
-- note: Every scenario that is to be reduced (covered by a requirement), every item of the baselines
--   (covered by what answers it) and every requirement (covered by itself, as long as neither it nor a
--   scenario of it changed since it was written or confirmed). A baseline whose items are not in the
--   ledger is a subject nobody can look at.
WITH requirement_now AS (
    SELECT r.id,
           max(r.put_at, coalesce((SELECT max(k.at)
                                   FROM   confirmation k
                                   WHERE  k.check_id = 'C1-4'
                                   OR     (k.kind = 'requirement'
                                           AND k.id = r.id)), 0)) AS at,
           max(o.proof, coalesce(w.proof, 0)) AS proof
    FROM   requirement r
    JOIN   object_proof o
           ON o.kind = 'requirement'
           AND o.id = r.id
    LEFT   JOIN check_word w
           ON w.check_id = 'C1-4'
),
reduced AS (
    SELECT DISTINCT t.scenario
    FROM   treatment t
    JOIN   scenario s
           ON s.id = t.scenario
    WHERE  t.choice = 'reduce'
),
served AS (
    SELECT q.value AS scenario, 'requirement' AS kind, r.id, r.proof, r.at
    FROM   requirement_scenarios q
    JOIN   requirement_now r
           ON r.id = q.id
),
answer AS (
    SELECT a.standard, a.item, a.kind, a.id, r.proof, r.at
    FROM   item_answer a
    JOIN   requirement_now r
           ON a.kind = 'requirement'
           AND r.id = a.id
    UNION ALL
    SELECT a.standard, a.item, a.kind, a.id, o.proof, c.put_at
    FROM   item_answer a
    JOIN   criterion c
           ON a.kind = 'criterion'
           AND c.id = a.id
    JOIN   object_proof o
           ON o.kind = 'criterion'
           AND o.id = c.id
),
cause AS (
    SELECT q.id AS requirement, g.at
    FROM   requirement_scenarios q
    JOIN   chg g
           ON g.kind = 'scenario'
           AND g.id = q.value
    UNION ALL
    SELECT g.id, g.at
    FROM   chg g
    WHERE  g.kind = 'requirement'
)
SELECT 'scenario' AS subject_kind, x.scenario AS subject_id, r.kind AS cover_kind, r.id AS cover_id,
       r.proof, r.at AS collected_at, NULL AS fresh_until, g.at AS changed_at,
       CASE WHEN r.id IS NULL THEN 'never' END AS reason
FROM   reduced x
LEFT   JOIN served r
       ON r.scenario = x.scenario
LEFT   JOIN chg g
       ON g.kind = 'scenario'
       AND g.id = x.scenario
UNION ALL
SELECT 'item', i.standard || '/' || i.item, a.kind, a.id, a.proof, a.at, NULL, NULL,
       CASE WHEN a.id IS NOT NULL THEN NULL
            WHEN EXISTS (SELECT 1
                         FROM   excepted_item e
                         WHERE  e.standard = i.standard
                         AND    e.item = i.item
                         AND    e.state = 'claimed') THEN 'claimed'
            ELSE 'never' END
FROM   baseline_item i
LEFT   JOIN answer a
       ON a.standard = i.standard
       AND a.item = i.item
UNION ALL
SELECT 'requirement', r.id, 'requirement', r.id, r.proof, r.at, NULL,
       (SELECT max(c.at)
        FROM   cause c
        WHERE  c.requirement = r.id), NULL
FROM   requirement_now r
UNION ALL
SELECT 'standard', b.standard, NULL, NULL, NULL, NULL, NULL, NULL, 'unnamed'
FROM   baseline b
WHERE  b.type = 'baseline'
AND    NOT EXISTS (SELECT 1
                   FROM   catalog_item k
                   WHERE  k.standard = b.standard)
