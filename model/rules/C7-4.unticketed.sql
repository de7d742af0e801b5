-- id: C7-4.unticketed
-- check: C7-4
-- rows: C7-4, S8-T1, N3
-- class: must/must/should
-- severity: high
-- ja: {name}が変更記録なしに変わった({n}件、最後は{last|date})。変更として記録し、影響を確かめる
-- en: {name} changed without a change record ({n} times, last on {last|date}); record the change and look at its effect
SELECT m.kind AS subject_kind, m.id AS subject_id, '' AS key, count(*) AS n, max(m.at) AS last, coalesce(b.name, m.kind || ':' || m.id) AS name
FROM   model_change m
JOIN   in_operation o
       ON m.at > o.since
LEFT   JOIN object b
       ON b.kind = m.kind
       AND b.id = m.id
WHERE  m.change IS NULL
AND    m.kind IN ('system', 'information', 'zone', 'component', 'flow', 'interface', 'account_role', 'control',
                  'log_source', 'backup_plan')
AND    m.at <= :now - mv('grace.ticket')
AND    NOT EXISTS (SELECT 1
                   FROM   component t
                   WHERE  m.kind = 'component'
                   AND    t.id = m.id
                   AND    t.env <> 'production')
GROUP  BY m.kind, m.id
