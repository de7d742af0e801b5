-- view: product_use
-- note: Where each product is used: by components, and by controls that it realises (as in production).
SELECT c.product, 'component' AS kind, c.id, c.name, c.env
FROM   component c
WHERE  c.product IS NOT NULL
UNION ALL
SELECT r.value_id, 'control', k.id, k.name, 'production'
FROM   control_realised_by r
JOIN   control k
       ON k.id = r.id
WHERE  r.value_kind = 'product' AND k.state = 'implemented'
