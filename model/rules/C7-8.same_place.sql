-- id: C7-8.same_place
-- check: C7-8
-- rows: C7-8
-- class: must/should/should
-- severity: high
-- ja: 「{information|information}」には、切り離した写しも書き換えられない写しもない
-- en: there is no copy of "{information|information}" that is offline or cannot be overwritten
SELECT DISTINCT 'information' AS subject_kind, w.information AS subject_id, '' AS key, w.information
FROM   important_store w
JOIN   in_operation o
JOIN   backup_plan_information i
       ON i.value = w.information
WHERE  NOT EXISTS (SELECT 1
                   FROM   backup_plan_information x
                   JOIN   backup_plan b
                          ON b.id = x.id
                   WHERE  x.value = w.information
                   AND    (b.offline = 1 OR b.immutable = 1))
