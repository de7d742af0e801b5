-- view: excepted_item
-- note: Items of a standard that an exclusion in force leaves out. state: of its decision (claimed: only
--   written in a folder).
SELECT e.item_standard AS standard, e.item_item AS item, e.id AS exception, a.state
FROM   exception e
JOIN   ok a
       ON a.kind = 'exception'
       AND a.id = e.id
WHERE  e.type = 'exclude'
AND    e.ends_on > (SELECT now FROM context)
