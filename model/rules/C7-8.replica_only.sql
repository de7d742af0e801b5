-- id: C7-8.replica_only
-- check: C7-8
-- rows: C7-8
-- class: must/should/should
-- severity: high
-- ja: 「{information|information}」は複製か一世代の写ししかなく、誤って消したり書き換えたりすると戻せない
-- en: "{information|information}" has only replicas or a single generation; what is deleted by mistake cannot be brought back
SELECT 'information' AS subject_kind, n.id AS subject_id, '' AS key, n.id AS information
FROM   information n
JOIN   backup_plan_information i
       ON i.value = n.id
JOIN   backup_plan b
       ON b.id = i.id
JOIN   in_operation o
WHERE  n.a = 2
GROUP  BY n.id
HAVING max(b.method <> 'replica' AND b.generations > 1) = 0
