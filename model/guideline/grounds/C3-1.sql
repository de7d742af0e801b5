-- id: C3-1
-- note: Every item of the baselines that the design is held against, covered by what answers it: a control in
--   force, or a specification line that the selected candidate meets. What is answered stays answered; a
--   statement on the check must be newer than the last change of the control, of a zone or of a flow. A baseline
--   whose items are not in the ledger is a subject nobody can look at.
WITH moved AS (
    SELECT max(g.at) AS at
    FROM   chg g
    WHERE  g.kind IN ('zone', 'flow')
),
answer AS (
    SELECT a.standard, a.item, a.kind, a.id, a.put_at,
           max(o.proof, coalesce(w.proof, 0), coalesce(k.weight, 0)) AS proof,
           nullif(max(coalesce(g.at, 0), coalesce((SELECT at FROM moved), 0)), 0) AS changed
    FROM   design_answer a
    JOIN   object_proof o
           ON o.kind = a.kind
           AND o.id = a.id
    LEFT   JOIN check_word w
           ON w.check_id = 'C3-1'
    LEFT   JOIN control_proof k
           ON k.control = a.control
    LEFT   JOIN chg g
           ON g.kind = a.kind
           AND g.id = a.id
    WHERE  a.counts
    AND    a.dead IS NULL
)
SELECT 'item' AS subject_kind, i.standard || '/' || i.item AS subject_id, a.kind AS cover_kind, a.id AS cover_id,
       a.proof, max(a.put_at, coalesce(a.changed, 0)) AS collected_at, NULL AS fresh_until, a.changed AS changed_at,
       CASE WHEN a.id IS NOT NULL THEN NULL
            WHEN EXISTS (SELECT 1
                         FROM   excepted_item e
                         WHERE  e.standard = i.standard
                         AND    e.item = i.item
                         AND    e.state = 'claimed') THEN 'claimed'
            ELSE 'never' END AS reason
FROM   design_item i
LEFT   JOIN answer a
       ON a.standard = i.standard
       AND a.item = i.item
UNION ALL
SELECT 'standard', b.standard, NULL, NULL, NULL, NULL, NULL, NULL, 'unnamed'
FROM   design_baseline b
WHERE  b.type <> 'guideline'
AND    NOT EXISTS (SELECT 1
                   FROM   catalog_item k
                   WHERE  k.standard = b.standard)
