-- id: C7-4.after
-- check: C7-4
-- rows: C7-4, S8-T1
-- class: should
-- severity: medium
-- ja: 変更「{change|change}」のセキュリティの見直しは、実施した後に済みとされた
-- en: the security review of the change "{change|change}" was called done only after it was carried out
SELECT 'change' AS subject_kind, c.id AS subject_id, '' AS key, c.id AS change
FROM   change c
WHERE  c.type IN ('normal', 'standard')
AND    c.security_review = 'done'
AND    EXISTS (SELECT 1
               FROM   model_change m
               WHERE  m.kind = 'change'
               AND    m.id = c.id
               AND    m.field = 'security_review'
               AND    m.at > c.done_at)
