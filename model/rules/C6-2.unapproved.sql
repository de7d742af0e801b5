-- id: C6-2.unapproved
-- check: C6-2
-- rows: C6-2, S7-R2
-- class: must
-- severity: medium
-- ja: 手順書「{procedure|procedure}」が承認されていない
-- en: the procedure "{procedure|procedure}" is not approved
SELECT 'procedure' AS subject_kind, p.id AS subject_id, '' AS key, p.id AS procedure,
       CASE WHEN a.state = 'conditional' THEN 'should' ELSE 'must' END AS class
FROM   procedure p
JOIN   approval a
       ON a.kind = 'procedure'
       AND a.id = p.id
WHERE  p.system = :system
AND    a.state NOT IN ('approved', 'claimed', 'stale')
