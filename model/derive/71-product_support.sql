-- view: product_support
-- note: Until when each product is supported: as typed, as read from bills of materials and support-end
--   data, and the earlier of both; `extended_to` is the end of a support contract in force.
SELECT p.id AS product, p.support_ends_on AS typed, i.seen,
       min(coalesce(p.support_ends_on, i.seen), coalesce(i.seen, p.support_ends_on)) AS ends_on,
       (SELECT c.ends_on FROM contract_live c WHERE c.id = p.support_contract) AS extended_to
FROM   product p
LEFT   JOIN (SELECT n.product, min(n.support_end) AS seen
             FROM   component_instance n
             GROUP  BY n.product) i
       ON i.product = p.id
