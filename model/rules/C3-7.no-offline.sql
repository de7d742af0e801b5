-- id: C3-7.no-offline
-- check: C3-7
-- rows: C3-7, S4-R2, S4-K3
-- class: must/must/should
-- severity: high
-- note: Before operation; after that C7-8.same_place tells it. Replicas alone are told by C3-7.replica-only.
-- ja: 止められない情報「{information|information}」に、切り離した控えも書き換えられない控えも計画されていない
-- en: no copy of "{information|information}", which must be at hand, is planned to be offline or impossible to overwrite
SELECT 'information' AS subject_kind, n.id AS subject_id, '' AS key, n.id AS information
FROM   information n
JOIN   backup_plan_information i
       ON i.value = n.id
JOIN   backup_plan b
       ON b.id = i.id
WHERE  n.a = 2
AND    NOT EXISTS (SELECT 1 FROM in_operation)
GROUP  BY n.id
HAVING max(b.offline = 1 OR b.immutable = 1) = 0
AND    max(b.method <> 'replica') = 1
