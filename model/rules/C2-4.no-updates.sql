-- id: C2-4.no-updates
-- check: C2-4
-- rows: C2-4, S3-R3, S3-T5
-- class: should
-- severity: medium
-- ja: 「{product|product}」{what_ja}
-- en: {what_en} "{product|product}"
-- note: A maintenance contract with the vendor, with whoever looks after a component, or for a component
--   that has the product, is a way to corrections; what a package manager serves, or support-end data know, needs none.
WITH used AS (
    SELECT p.id, p.vendor, p.type, p.purl, p.support_contract, p.update_channel, s.seen
    FROM   product p
    JOIN   product_support s
           ON s.product = p.id
    WHERE  p.id IN (SELECT product FROM product_use WHERE env = 'production')
)
SELECT 'product' AS subject_kind, id AS subject_id, '' AS key, id AS product,
       'に、修正を受け取る方法がない' AS what_ja, 'there is no way to receive corrections for' AS what_en
FROM   used
WHERE  blank(update_channel, 2)
OR     mv_has('update.none', norm(update_channel))
UNION ALL
SELECT 'product', u.id, 'licence', u.id,
       'は保守契約が必要な種類の製品だが、供給者や保守担当との契約がない',
       'no contract in force obliges anybody to supply corrections for'
FROM   used u
WHERE  u.support_contract IS NULL
AND    (u.type IN ('hardware', 'appliance')
        OR (u.type = 'application'
            AND u.purl IS NULL
            AND u.seen IS NULL))
AND    NOT EXISTS (SELECT 1
                   FROM   contract_live c
                   WHERE  c.party = u.vendor
                   OR     c.party IN (SELECT k.contractor
                                      FROM   component k
                                      WHERE  k.product = u.id)
                   OR     c.id IN (SELECT m.id
                                   FROM   contract_components m
                                   JOIN   component k
                                          ON k.id = m.value
                                   WHERE  k.product = u.id))
