-- id: C7-8.no_plan
-- check: C7-8
-- rows: C7-8, S8-R2
-- class: must
-- severity: high
-- ja: 重要な情報「{information|information}」({component|component})に、バックアップ計画がない
-- en: there is no backup plan for the important information "{information|information}" in {component|component}
SELECT 'information' AS subject_kind, w.information AS subject_id, w.component AS key, w.information, w.component,
       CASE WHEN w.a = 1 AND rank_order((SELECT rank FROM context)) = 1 THEN 'should' ELSE 'must' END AS class
FROM   important_store w
JOIN   in_operation o
WHERE  NOT w.rebuilt
AND    NOT EXISTS (SELECT 1
                   FROM   backup_plan_information i
                   WHERE  i.value = w.information)
