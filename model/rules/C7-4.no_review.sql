-- id: C7-4.no_review
-- check: C7-4
-- rows: C7-4, S8-T1
-- class: must
-- severity: high
-- ja: 変更「{change|change}」は、セキュリティの見直しが済まないうちに実施された
-- en: the change "{change|change}" was carried out before its security review
SELECT 'change' AS subject_kind, c.id AS subject_id, '' AS key, c.id AS change
FROM   change c
WHERE  c.done_at <= :now
AND    c.security_review = 'needed'
AND    c.type <> 'emergency'
