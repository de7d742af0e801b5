-- id: C6-2.changed
-- check: C6-2
-- rows: C6-2, S7-R2
-- class: should
-- severity: medium
-- ja: 手順書「{procedure|procedure}」は、承認の後に内容が変わった。もう一度承認を受ける
-- en: the procedure "{procedure|procedure}" changed after it was approved; have it approved again
SELECT 'procedure' AS subject_kind, p.id AS subject_id, '' AS key, p.id AS procedure
FROM   procedure p
JOIN   approval a
       ON a.kind = 'procedure'
       AND a.id = p.id
WHERE  p.system = :system
AND    a.state = 'stale'
