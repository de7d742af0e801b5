-- id: C1-3.treatment-vacant
-- check: C1-3
-- rows: C1-3, S1-R3, A3
-- class: should
-- severity: medium
-- note: Silent once the target is reached.
-- ja: シナリオ「{scenario|scenario}」への対応を担う「{duty|duty}」に、在任の担当者がいない
-- en: nobody in office holds "{duty|duty}", which carries the treatment of "{scenario|scenario}"
SELECT 'treatment' AS subject_kind, t.id AS subject_id, '' AS key, t.scenario, t.responsible AS duty
FROM   treatment t
WHERE  NOT EXISTS (
           SELECT 1
           FROM   duty d
           WHERE  d.id = t.responsible
           AND    (d.person IS NOT NULL
                   AND d.person NOT IN (SELECT id FROM gone)
                   OR d.deputy IS NOT NULL
                   AND d.deputy NOT IN (SELECT id FROM gone)))
AND    NOT EXISTS (
           SELECT 1
           FROM   risk r
           WHERE  r.scenario = t.scenario
           AND    r.current >= t.target)
