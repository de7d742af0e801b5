-- id: C3-7.replica-only
-- check: C3-7
-- rows: C3-7, S4-R2, S4-K3
-- class: must
-- severity: high
-- note: Before operation; after that C7-8.replica_only and C7-8.same_place tell it.
-- ja: 「{information|information}」の控えは書換可能な複製だけで、消したり暗号化されたりすると複製先も同じになる
-- en: "{information|information}" is only replicated to where it can be overwritten: what destroys it destroys the replica too
SELECT 'information' AS subject_kind, n.id AS subject_id, '' AS key, n.id AS information
FROM   information n
JOIN   backup_plan_information i
       ON i.value = n.id
JOIN   backup_plan b
       ON b.id = i.id
WHERE  (n.a = 2 OR n.i = 2)
AND    NOT EXISTS (SELECT 1 FROM in_operation)
GROUP  BY n.id
HAVING max(b.method <> 'replica' OR b.immutable = 1) = 0
