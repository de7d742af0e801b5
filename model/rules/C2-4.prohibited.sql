-- id: C2-4.prohibited
-- check: C2-4
-- rows: C2-4, S3-R3, S3-T5, S3-K3
-- class: must
-- severity: critical
-- ja: 「{product|product}」は{what_ja}({place})
-- en: "{product|product}" {what_en} ({place})
-- note: Used by any component here, or offered by a candidate that was selected.
WITH taken AS (
    SELECT c.product, coalesce(c.name, c.id) AS place FROM component c
    UNION ALL
    SELECT o.value, coalesce(k.name, k.id)
    FROM   candidate_products o
    JOIN   selected k
           ON k.id = o.id
),
place AS (
    SELECT product, min(place) AS place FROM taken GROUP BY product
)
SELECT 'product' AS subject_kind, p.id AS subject_id,
       CASE WHEN p.concern = 'prohibited' THEN ''
            WHEN a.state = 'stale' THEN 'stale'
            ELSE 'undecided' END AS key, p.id AS product, l.place,
       CASE WHEN p.concern = 'prohibited' THEN '調達できない製品とされているが、使用または選定されている'
            WHEN a.state = 'stale' THEN '懸念についてCISOが決めた後に記録が変わった。改めて決裁が要る'
            ELSE '懸念の確認が要るが、CISOの承認がない' END AS what_ja,
       CASE WHEN p.concern = 'prohibited' THEN 'must not be procured, but is used or was selected'
            WHEN a.state = 'stale' THEN 'changed after the CISO had decided on the concern, and has to be decided anew'
            ELSE 'raises a concern that the CISO has not approved' END AS what_en
FROM   product p
JOIN   place l
       ON l.product = p.id
LEFT   JOIN approval a
       ON a.kind = 'product'
       AND a.id = p.id
WHERE  p.concern = 'prohibited'
OR     (p.concern = 'flagged'
        AND p.id NOT IN (SELECT id FROM ok WHERE kind = 'product'))
