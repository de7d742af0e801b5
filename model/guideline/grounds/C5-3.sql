-- id: C5-3
-- note: Every kind of assessment that the rank asks for and the model has something for. Covered by one that was
--   finished within the interval with its report, and for more than a tool's run names who did it.
WITH kind(type, here) AS (
    SELECT 'web', EXISTS (SELECT 1 FROM interface WHERE type IN ('web', 'api'))
    UNION ALL
    SELECT 'app', EXISTS (SELECT 1 FROM interface WHERE type = 'app')
    UNION ALL
    SELECT 'platform', EXISTS (SELECT 1 FROM component
                               WHERE  env = 'production' AND layer IN ('os', 'middleware', 'network')
                               AND    cloud_service IS NULL)
    UNION ALL
    SELECT 'cloud', EXISTS (SELECT 1 FROM component c
                            JOIN   cloud_service s
                                   ON s.id = c.cloud_service
                            WHERE  c.env = 'production' AND s.model IN ('iaas', 'paas'))
    UNION ALL
    SELECT 'pentest', EXISTS (SELECT 1 FROM interface WHERE exposure IN ('internet', 'partner'))
),
done AS (
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
FROM   kind k
LEFT   JOIN done d
       ON d.type = k.type
WHERE  k.here
AND    mv_has('assess.means', k.type)
