-- id: S8-T1.diagnosis
-- check: C7-5
-- rows: S8-T1, C7-5
-- class: must/must/should
-- severity: high
-- ja: 運用中の定期診断({type|assessment.type})が、決めた間隔のうちに行われていない
-- en: the regular assessment of type "{type|assessment.type}" was not done within the interval
SELECT 'system' AS subject_kind, :system AS subject_id, k.type AS key, k.type
FROM   assessment_asked k
JOIN   in_operation o
       ON o.since + mv('interval.diagnosis') <= :now
WHERE  k.type IN ('web', 'platform')
AND    NOT EXISTS (SELECT 1
                   FROM   assessment a
                   WHERE  a.type = k.type
                   AND    a.retest_of IS NULL
                   AND    a.finished_on <= :now
                   AND    a.finished_on + mv('interval.diagnosis') > :now)
