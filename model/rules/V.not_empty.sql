-- id: V.not_empty
-- check: column
-- rows: C2-3, C3-4, C4-1, C7-8
-- class: must
-- severity: high
-- ja: 「{scope|attestation.empty}」とした{what_ja}に反する事実が{n}件ある(例: {name})
-- en: {n} facts contradict the {what_en} "{scope|attestation.empty}" (for example {name_en})
-- note: A newer statement of the same role on the check that no longer says so takes it back.
WITH said AS (
    SELECT 'attestation' AS kind, t.id, t.check_id, e.value AS scope
    FROM   attestation t
    JOIN   attestation_empty e
           ON e.id = t.id
    WHERE  t.statement = 'empty'
    AND    t.ends_on > :now
    AND    NOT EXISTS (SELECT 1
                       FROM   attestation n
                       WHERE  n.check_id = t.check_id
                       AND    n.put_role = t.put_role
                       AND    n.put_at > t.put_at
                       AND    n.id NOT IN (SELECT m.id
                                           FROM   attestation_empty m
                                           WHERE  m.value = e.value))
    UNION ALL
    SELECT 'exception', x.id, x.check_id, s.scope
    FROM   exception x
    JOIN   ok a
           ON a.kind = 'exception'
           AND a.id = x.id
    JOIN   scope_check s
           ON s.check_id = x.check_id
    WHERE  x.type = 'exclude'
    AND    x.subject IS NULL
    AND    x.ends_on > :now
)
SELECT s.kind AS subject_kind, s.id AS subject_id, s.scope AS key, s.check_id, s.scope,
       count(DISTINCT f.kind || ':' || f.id) AS n, min(coalesce(o.name, f.id)) AS name,
       min(coalesce(o.name_en, o.name, f.id)) AS name_en,
       CASE s.kind WHEN 'exception' THEN '適用除外' ELSE '申告' END AS what_ja,
       CASE s.kind WHEN 'exception' THEN 'exclusion' ELSE 'statement' END AS what_en
FROM   said s
JOIN   scope_fact f
       ON f.scope = s.scope
LEFT   JOIN object o
       ON o.kind = f.kind
       AND o.id = f.id
WHERE  f.gone_at IS NULL
GROUP  BY s.kind, s.id, s.scope
