-- id: C2-4.origin-unverified
-- check: C2-4
-- rows: C2-4, S3-R3, S3-T5, S3-K3
-- class: must/should/should
-- severity: high
-- ja: 使用中の「{product|product}」が{what_ja}
-- en: {what_en}: "{product|product}", which is in use
SELECT 'product' AS subject_kind, p.id AS subject_id,
       CASE p.provenance WHEN 'hash' THEN 'hash' ELSE '' END AS key, p.id AS product,
       CASE p.provenance WHEN 'hash' THEN 'ハッシュ値で確かめたとあるが、その証跡がない'
                         ELSE '改ざんされずに届いたことを確かめていない' END AS what_ja,
       CASE p.provenance WHEN 'hash' THEN 'said to be verified by its hash, without evidence of it'
                         ELSE 'not verified to have come unaltered' END AS what_en
FROM   product p
WHERE  p.id IN (SELECT product FROM product_use WHERE env = 'production')
AND    (p.provenance = 'unknown'
        OR (p.provenance = 'hash'
            AND (SELECT rank FROM context) = 'high'
            AND NOT EXISTS (SELECT 1
                            FROM   evidence_subjects e
                            WHERE  e.value_kind = 'product'
                            AND    e.value_id = p.id)))
