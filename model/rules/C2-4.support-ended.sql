-- id: C2-4.support-ended
-- check: C2-4
-- rows: C2-4, S3-R3, S3-T5
-- class: must
-- severity: critical
-- ja: 使用中の「{product|product}」は{ends_on|date}でサポートが切れている({places})
-- en: support of "{product|product}", which is in use ({places}), has ended ({ends_on|date})
-- note: In staging only it is no more than a should. A support contract in force carries on.
WITH used AS (
    SELECT u.product, max(u.env = 'production') AS live,
           group_concat(CASE WHEN u.nth <= 20 THEN coalesce(u.name, u.id) END, '、') AS places
    FROM  (SELECT product, env, name, id,
                  row_number() OVER (PARTITION BY product ORDER BY env <> 'production', id) AS nth
           FROM   product_use
           WHERE  env IN ('production', 'staging')) u
    GROUP  BY u.product
)
SELECT 'product' AS subject_kind, s.product AS subject_id, '' AS key, s.product, u.places,
       s.ends_on - 86400000000 AS ends_on, CASE WHEN u.live THEN 'must' ELSE 'should' END AS class
FROM   product_support s
JOIN   used u
       ON u.product = s.product
WHERE  s.ends_on <= :now
AND    s.extended_to IS NULL
