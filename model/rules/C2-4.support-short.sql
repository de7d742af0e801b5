-- id: C2-4.support-short
-- check: C2-4
-- rows: C2-4, S3-R3, S3-T5
-- class: must/should/should
-- severity: high
-- ja: 「{product|product}」のサポート({ends_on|date}まで)が、システムの更改予定({system_ends|date})より先に切れるのに、置換えの計画がない
-- en: support of "{product|product}" ends ({ends_on|date}) before the system does ({system_ends|date}), and no replacement is planned
-- note: A plan is a support contract up to the end, an approved change of the product or of a component
--   with it that is planned before support ends, or a requirement that a trace says supports it.
SELECT 'product' AS subject_kind, s.product AS subject_id, '' AS key, s.product,
       s.ends_on - 86400000000 AS ends_on, y.ends_on - 86400000000 AS system_ends
FROM   product_support s
JOIN   system y
       ON y.id = :system
JOIN   product p
       ON p.id = s.product
WHERE  s.product IN (SELECT product FROM product_use WHERE env = 'production')
AND    s.ends_on > :now
AND    s.ends_on < y.ends_on
AND    NOT EXISTS (SELECT 1
                   FROM   contract c
                   WHERE  c.id = p.support_contract
                   AND    c.stage <> 'ended'
                   AND    c.ends_on >= y.ends_on)
AND    NOT EXISTS (SELECT 1
                   FROM   change g
                   JOIN   ok a
                          ON a.kind = 'change'
                          AND a.id = g.id
                   JOIN   change_subjects t
                          ON t.id = g.id
                   WHERE  g.planned_on < s.ends_on
                   AND    g.done_at IS NULL
                   AND    ((t.value_kind = 'product'
                            AND t.value_id = s.product)
                           OR (t.value_kind = 'component'
                               AND t.value_id IN (SELECT u.id FROM product_use u
                                                  WHERE  u.product = s.product
                                                  AND    u.kind = 'component'))))
AND    NOT EXISTS (SELECT 1
                   FROM   trace t
                   JOIN   requirement r
                          ON r.id = t.from_id
                   WHERE  t.from_kind = 'requirement'
                   AND    t.type = 'supports'
                   AND    t.to_kind = 'product'
                   AND    t.to_id = s.product)
