-- id: C5-3
-- note: Every kind of assessment that the rank asks for and the model has something for. Covered by one that was
--   finished within the interval with its report, and for more than a tool's run names who did it.
WITH done AS (
    SELECT CASE WHEN a.type = 'redteam' THEN 'pentest' ELSE a.type END AS type, a.id,
           a.finished_on + 86400000000 AS finished_at
    FROM   assessment a
    WHERE  a.finished_on <= :now
    AND    a.retest_of IS NULL
    AND    EXISTS (SELECT 1
                   FROM   assessment_reports r
                   JOIN   evidence e
                          ON e.id = r.value
                   WHERE  r.id = a.id)
)
SELECT 'means' AS subject_kind, k.type AS subject_id, CASE WHEN d.id IS NOT NULL THEN 'assessment' END AS cover_kind,
       d.id AS cover_id, CASE WHEN d.id IS NOT NULL THEN 70 END AS proof, d.finished_at AS collected_at,
       d.finished_at + mv('interval.assessment') AS fresh_until, NULL AS changed_at,
       CASE WHEN d.id IS NULL THEN 'never' END AS reason
FROM   assessment_asked k
LEFT   JOIN done d
       ON d.type = k.type
