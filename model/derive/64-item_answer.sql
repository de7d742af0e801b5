-- view: item_answer
-- note: What answers an item of a standard: a requirement or a line of a specification that names it, or
--   that names another item which says as much or more.
WITH named AS (
    SELECT q.value_standard AS standard, q.value_item AS item, 'requirement' AS kind, q.id
    FROM   requirement_items q
    UNION ALL
    SELECT c.item_standard, c.item_item, 'criterion', c.id
    FROM   criterion c
)
SELECT n.standard, n.item, n.kind, n.id
FROM   named n
UNION
SELECT m.to_standard, m.to_item, n.kind, n.id
FROM   named n
JOIN   catalog_map m
       ON m.from_standard = n.standard
       AND m.from_item = n.item
WHERE  m.relation IN ('equal', 'superset')
UNION
SELECT m.from_standard, m.from_item, n.kind, n.id
FROM   named n
JOIN   catalog_map m
       ON m.to_standard = n.standard
       AND m.to_item = n.item
WHERE  m.relation IN ('equal', 'subset')
