-- id: C2-4.support-unknown
-- check: C2-4
-- rows: C2-4, S3-R3, S3-T5
-- class: need
-- severity: medium
-- ja: 「{product|product}」のサポート期限{what_ja}
-- en: until when "{product|product}" is supported {what_en}
WITH known AS (
    SELECT s.product, s.typed, s.seen, s.extended_to
    FROM   product_support s
    WHERE  s.product IN (SELECT product FROM product_use WHERE env = 'production')
)
SELECT 'product' AS subject_kind, product AS subject_id, '' AS key, product, 'need' AS class,
       'が分からない' AS what_ja, 'is not known' AS what_en
FROM   known
WHERE  typed IS NULL
AND    seen IS NULL
AND    extended_to IS NULL
UNION ALL
SELECT 'product', product, 'contradicted', product, 'should',
       'が、情報源の期限より' || ((typed - seen) / 86400000000) || '日遅く記入されている',
       'was typed ' || ((typed - seen) / 86400000000) || ' days later than the source says'
FROM   known
WHERE  typed > seen + mv('support.tolerance')
AND    seen > :now
