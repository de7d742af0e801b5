-- id: S8-T1.diagnosis
-- check: C7-5
-- rows: S8-T1, C7-5
-- class: must/must/should
-- severity: high
-- ja: 運用中の定期診断({type|assessment.type})が、決めた間隔のうちに行われていない
-- en: the regular assessment of type "{type|assessment.type}" was not done within the interval
WITH kind(type, here) AS (
    SELECT 'web', EXISTS (SELECT 1 FROM interface WHERE type IN ('web', 'api'))
    UNION ALL
    SELECT 'platform', EXISTS (SELECT 1
                               FROM   component
                               WHERE  env = 'production'
                               AND    layer IN ('os', 'middleware', 'network')
                               AND    cloud_service IS NULL)
)
SELECT 'system' AS subject_kind, :system AS subject_id, k.type AS key, k.type
FROM   kind k
JOIN   in_operation o
       ON o.since + mv('interval.diagnosis') <= :now
WHERE  k.here
AND    mv_has('assess.means', k.type)
AND    NOT EXISTS (SELECT 1
                   FROM   assessment a
                   WHERE  a.type = k.type
                   AND    a.retest_of IS NULL
                   AND    a.finished_on <= :now
                   AND    a.finished_on + mv('interval.diagnosis') > :now)
