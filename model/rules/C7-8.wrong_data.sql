-- id: C7-8.wrong_data
-- check: C7-8
-- rows: C7-8, S8-R2
-- class: must
-- severity: high
-- ja: 「{information|information}」のバックアップ計画は、その保管先の{component|component}を写していない
-- en: the backup plans of "{information|information}" do not copy {component|component}, where it is stored
SELECT 'information' AS subject_kind, w.information AS subject_id, w.component AS key, w.information, w.component,
       CASE WHEN w.rebuilt THEN 'should' ELSE 'must' END AS class
FROM   important_store w
JOIN   in_operation o
WHERE  EXISTS (SELECT 1
               FROM   backup_plan_information i
               WHERE  i.value = w.information)
AND    NOT EXISTS (SELECT 1
                   FROM   backup_plan_information i
                   JOIN   backup_plan_sources c
                          ON c.id = i.id
                   WHERE  i.value = w.information
                   AND    c.value = w.component)
