-- id: C5-1
-- note: Every requirement that a function test is to verify. Covered when all its cases of the newest run that
--   has any passed, in the version that is recorded for the components tested; a run counts as a document
--   with its evidence, else as a word.
WITH run AS (
    SELECT r.id, r.executed_at, CASE WHEN e.id IS NULL THEN 40 ELSE 70 END AS proof,
           EXISTS (SELECT 1
                   FROM   test_run_components x
                   JOIN   component c
                          ON c.id = x.value
                   WHERE  x.id = r.id
                   AND    c.version <> r.version) AS other
    FROM   test_run r
    LEFT   JOIN evidence e
           ON e.id = r.evidence
),
newest AS (
    SELECT c.requirement, r.id, c.result, r.executed_at, r.proof, r.other,
           row_number() OVER (PARTITION BY c.requirement
                              ORDER BY r.executed_at DESC, c.result = 'pass', r.id) AS nth
    FROM   test_run_cases c
    JOIN   run r
           ON r.id = c.id
),
changed AS (
    SELECT q.id, max(coalesce(max(g.at), 0), coalesce(max(k.at), 0)) AS at
    FROM   requirement q
    LEFT   JOIN chg g
           ON g.kind = 'requirement'
           AND g.id = q.id
    LEFT   JOIN control_requirements x
           ON x.value = q.id
    LEFT   JOIN chg k
           ON k.kind = 'control'
           AND k.id = x.id
    GROUP  BY q.id
),
judged AS (
    SELECT q.id, n.id AS run, n.executed_at, n.proof,
           CASE WHEN n.id IS NULL THEN 'never' WHEN n.result <> 'pass' THEN 'incomplete'
                WHEN n.other THEN 'other_version' END AS reason
    FROM   requirement q
    LEFT   JOIN newest n
           ON n.requirement = q.id
           AND n.nth = 1
    WHERE  q.verification = 'function_test'
    OR     q.type = 'functional'
)
SELECT 'requirement' AS subject_kind, j.id AS subject_id, CASE WHEN j.reason IS NULL THEN 'test_run' END AS cover_kind,
       CASE WHEN j.reason IS NULL THEN j.run END AS cover_id, CASE WHEN j.reason IS NULL THEN j.proof END AS proof,
       j.executed_at AS collected_at, NULL AS fresh_until, nullif(c.at, 0) AS changed_at, j.reason
FROM   judged j
JOIN   changed c
       ON c.id = j.id
