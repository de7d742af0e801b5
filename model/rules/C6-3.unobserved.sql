-- id: C6-3.unobserved
-- check: C6-3
-- rows: C6-3, S7-T3, A4, D4
-- class: must/-/-
-- severity: medium
-- ja: 実動訓練「{drill|drill}」を観察したアセッサーの評価がない
-- en: no assessor's evaluation shows that the live exercise "{drill|drill}" was observed
SELECT 'drill' AS subject_kind, d.id AS subject_id, '' AS key, d.id AS drill
FROM   drill d
WHERE  d.type = 'live'
AND    d.held_at > :now - mv('interval.drill')
AND    d.held_at <= :now - mv('drill.observe')
AND    (d.observer IS NULL
        OR NOT EXISTS (SELECT 1
                       FROM   evaluation v
                       WHERE  v.method = 'observe'
                       AND    v.subject_kind = 'drill'
                       AND    v.subject_id = d.id))
AND    NOT EXISTS (SELECT 1
                   FROM   drill o
                   JOIN   evaluation v
                          ON v.subject_id = o.id
                   WHERE  v.subject_kind = 'drill'
                   AND    v.method = 'observe'
                   AND    o.observer IS NOT NULL
                   AND    o.type = 'live'
                   AND    o.held_at > d.held_at)
