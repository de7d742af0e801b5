-- id: C7-4.empty_impact
-- check: C7-4
-- rows: C7-4, S8-T1
-- class: need
-- severity: medium
-- ja: 変更「{change|change}」のセキュリティへの影響に、中身のある記載がない
-- en: the change "{change|change}" says nothing of its effect on security
SELECT 'change' AS subject_kind, c.id AS subject_id, '' AS key, c.id AS change
FROM   change c
WHERE  blank(c.impact, 10)
AND    EXISTS (SELECT 1
               FROM   change_subjects x
               WHERE  x.id = c.id
               AND    x.value_kind IN ('interface', 'zone', 'flow', 'account_role', 'control', 'link', 'information'))
