-- id: C6-2.self_approved
-- check: C6-2
-- rows: C6-2, S7-R2
-- class: must/must/should
-- severity: high
-- ja: 手順書「{procedure|procedure}」は、書いた本人が承認している
-- en: the procedure "{procedure|procedure}" was approved by its own author
SELECT 'procedure' AS subject_kind, p.id AS subject_id, '' AS key, p.id AS procedure
FROM   procedure p
JOIN   ok a
       ON a.kind = 'procedure'
       AND a.id = p.id
LEFT   JOIN evidence e
       ON e.id = p.document
WHERE  p.system = :system
AND    a.decided_by IN (p.put_by, e.put_by)
AND    a.decided_by <> 'local'
AND    coalesce(mv('approval.self'), 0) = 0
