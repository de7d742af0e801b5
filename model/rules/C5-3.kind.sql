-- id: C5-3.kind
-- check: C5-3
-- rows: C5-3, S6-R2, S6-T2, S6-K1
-- class: must/must/should
-- severity: high
-- ja: このシステムのランクで必要な「{type|assessment.type}」の診断が、決めた間隔のうちに行われていない
-- en: an assessment of type "{type|assessment.type}", which the rank asks for, was not finished within the interval
SELECT 'system' AS subject_kind, :system AS subject_id, k.type AS key, k.type
FROM   assessment_asked k
WHERE  EXISTS (SELECT 1
               FROM   phase_reached p
               WHERE  p.phase = 6)
AND    NOT EXISTS (SELECT 1
                   FROM   assessment a
                   WHERE  CASE WHEN a.type = 'redteam' THEN 'pentest' ELSE a.type END = k.type
                   AND    a.retest_of IS NULL
                   AND    a.finished_on <= :now
                   AND    a.finished_on + mv('interval.assessment') > :now)
