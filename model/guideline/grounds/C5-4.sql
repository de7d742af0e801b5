-- id: C5-4
-- note: Every case that failed in some run. Covered by a later run of another version that passed the same case
--   with the same expectation.
WITH case_run AS (
    SELECT c.case_key, c.expected, c.result, r.id AS run, r.version, r.executed_at,
           CASE WHEN e.id IS NULL THEN 40 ELSE 70 END AS proof
    FROM   test_run_cases c
    JOIN   test_run r
           ON r.id = c.id
    LEFT   JOIN evidence e
           ON e.id = r.evidence
),
failed AS (
    SELECT f.case_key, f.run, f.version, f.executed_at, f.expected,
           row_number() OVER (PARTITION BY f.case_key ORDER BY f.executed_at DESC, f.run) AS nth
    FROM   case_run f
    WHERE  f.result = 'fail'
)
SELECT 'case' AS subject_kind, f.case_key AS subject_id, CASE WHEN p.run IS NOT NULL THEN 'test_run' END AS cover_kind,
       p.run AS cover_id, p.proof, p.executed_at AS collected_at, NULL AS fresh_until, f.executed_at AS changed_at,
       CASE WHEN p.run IS NULL THEN 'never' END AS reason
FROM   failed f
LEFT   JOIN case_run p
       ON p.case_key = f.case_key
       AND p.result = 'pass'
       AND p.executed_at > f.executed_at
       AND p.version <> f.version
       AND norm(p.expected) IS norm(f.expected)
WHERE  f.nth = 1
