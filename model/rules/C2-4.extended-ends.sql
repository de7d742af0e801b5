-- id: C2-4.extended-ends
-- check: C2-4
-- rows: C2-4, S3-R3, S3-T5
-- class: should
-- severity: high
-- ja: 「{product|product}」が頼るサポート契約「{contract|contract}」は{until|date}で終わるが、後続がない
-- en: the support contract "{contract|contract}" on which "{product|product}" rests ends ({until|date}), and nothing follows it
-- note: Followed is it by a contract that a trace says replaces it, or that shares a component with it or
--   covers one that uses the product, and that lasts longer.
WITH lean AS (
    SELECT s.product, c.id AS contract, c.ends_on, s.ends_on AS support_ends
    FROM   product_support s
    JOIN   product p
           ON p.id = s.product
    JOIN   contract c
           ON c.id = p.support_contract
    WHERE  s.product IN (SELECT product FROM product_use WHERE env = 'production')
    AND    (c.stage = 'ended'
            OR c.ends_on < coalesce((SELECT min(y.ends_on, :now + mv('renewal.lead'))
                                     FROM   system y
                                     WHERE  y.id = :system), :now + mv('renewal.lead')))
)
SELECT 'product' AS subject_kind, l.product AS subject_id, '' AS key, l.product, l.contract,
       l.ends_on - 86400000000 AS until
FROM   lean l
WHERE  l.support_ends < :now + mv('renewal.lead')
AND    max(l.ends_on, l.support_ends) > :now
AND    NOT EXISTS (SELECT 1
                   FROM   contract n
                   WHERE  n.stage <> 'ended'
                   AND    coalesce(n.ends_on > l.ends_on, 1)
                   AND    (EXISTS (SELECT 1
                                   FROM   trace t
                                   WHERE  t.from_kind = 'contract'
                                   AND    t.from_id = n.id
                                   AND    t.type = 'replaces'
                                   AND    t.to_kind = 'contract'
                                   AND    t.to_id = l.contract)
                           OR EXISTS (SELECT 1
                                      FROM   contract_components m
                                      WHERE  m.id = n.id
                                      AND    m.value IN (SELECT o.value
                                                         FROM   contract_components o
                                                         WHERE  o.id = l.contract
                                                         UNION ALL
                                                         SELECT u.id
                                                         FROM   product_use u
                                                         WHERE  u.product = l.product
                                                         AND    u.kind = 'component'))))
