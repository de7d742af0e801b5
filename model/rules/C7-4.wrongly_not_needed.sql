-- id: C7-4.wrongly_not_needed
-- check: C7-4
-- rows: C7-4, S8-T1, N3
-- class: must/must/should
-- severity: medium
-- ja: 変更「{change|change}」は見直し不要とされたが、{kind}「{what}」の{field}を変えており、境界や権限に関わる
-- en: the change "{change|change}" was called not in need of review, yet it altered {field} of {kind} "{what}", which touches a boundary or a right
SELECT 'change' AS subject_kind, c.id AS subject_id, m.kind || ':' || m.id AS key, c.id AS change, m.kind,
       m.id AS what, group_concat(DISTINCT m.field) AS field
FROM   change c
JOIN   model_change m
       ON m.change = c.id
WHERE  c.security_review = 'not_needed'
AND    (m.kind IN ('interface', 'zone', 'flow', 'account_role')
        OR m.field IN ('exposure', 'auth', 'encryption', 'c', 'i', 'a', 'authorisation', 'sources'))
GROUP  BY c.id, m.kind, m.id
