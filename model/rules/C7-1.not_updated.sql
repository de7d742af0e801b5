-- id: C7-1.not_updated
-- check: C7-1
-- rows: C7-1, C7-4
-- class: should
-- severity: medium
-- ja: 変更「{change|change}」は終わったが、{component|component}の台帳は変わっていない
-- en: the change "{change|change}" is done, but the record of {component|component} is as it was
SELECT 'component' AS subject_kind, c.id AS subject_id, g.id AS key, c.id AS component, g.id AS change
FROM   change g
JOIN   change_subjects x
       ON x.id = g.id
JOIN   component c
       ON c.id = x.value_id
WHERE  x.value_kind = 'component'
AND    g.done_at + mv('change.register') <= :now
AND    g.type <> 'standard'
AND    NOT EXISTS (SELECT 1
                   FROM   model_change m
                   WHERE  m.kind = 'component'
                   AND    m.id = c.id
                   AND    m.at >= g.requested_on)
AND    NOT EXISTS (SELECT 1
                   FROM   reading r
                   WHERE  r.component = c.id
                   AND    r.collected_at > g.done_at)
AND    NOT EXISTS (SELECT 1
                   FROM   review v
                   JOIN   review_items i
                          ON i.id = v.id
                   WHERE  v.type = 'inventory'
                   AND    i.subject_kind = 'component'
                   AND    i.subject_id = c.id
                   AND    v.at > g.done_at)
AND    c.created_at < g.done_at
