-- view: design_answer
-- note: What the design answers to an item, in force or not: a control that names it, a requirement that
--   names it with the controls that realise it, a line of a specification that the selected candidate meets, an
--   exclusion. `dead` says why it is not in force: disabled, overdue, retired, undecided; `counts` whether the
--   control counts today. The same for items that say as much or more.
WITH named AS (
    SELECT t.value_standard AS standard, t.value_item AS item, 'control' AS kind, c.id, c.id AS control, c.put_at,
           CASE WHEN c.state = 'disabled' THEN 'disabled'
                WHEN c.state = 'planned' AND c.due <= (SELECT now FROM context) THEN 'overdue' END AS dead,
           EXISTS (SELECT 1 FROM control_counted k WHERE k.id = c.id) AS counts
    FROM   control_items t
    JOIN   control c
           ON c.id = t.id
    UNION ALL
    SELECT t.value_standard, t.value_item, 'control', c.id, c.id, c.put_at, NULL,
           EXISTS (SELECT 1 FROM control_counted k WHERE k.id = c.id)
    FROM   requirement_items t
    JOIN   requirement q
           ON q.id = t.id
    JOIN   control_requirements n
           ON n.value = q.id
    JOIN   control c
           ON c.id = n.id
    UNION ALL
    SELECT t.value_standard, t.value_item, 'requirement', q.id, NULL, q.put_at, 'retired', 0
    FROM   requirement_items_all t
    JOIN   requirement_all q
           ON q.id = t.id
    WHERE  q.retired_at IS NOT NULL
    UNION ALL
    SELECT x.item_standard, x.item_item, 'review_item', v.id, NULL, v.put_at, NULL, 1
    FROM   criterion x
    JOIN   review_item v
           ON v.criterion = x.id
    JOIN   selected s
           ON s.id = v.candidate
    WHERE  v.judgement IN ('conforming', 'conditional')
    AND    x.item_item IS NOT NULL
    UNION ALL
    SELECT e.item_standard, e.item_item, 'exception', e.id, NULL, e.put_at,
           CASE WHEN a.id IS NULL THEN 'undecided' WHEN e.ends_on <= (SELECT now FROM context) THEN 'ended' END, 0
    FROM   exception e
    LEFT   JOIN ok a
           ON a.kind = 'exception' AND a.id = e.id
    WHERE  e.item_item IS NOT NULL
)
SELECT n.standard, n.item, n.kind, n.id, n.control, n.put_at, n.dead, n.counts FROM named n
UNION
SELECT m.to_standard, m.to_item, n.kind, n.id, n.control, n.put_at, n.dead, n.counts FROM named n
JOIN   catalog_map m
       ON m.from_standard = n.standard AND m.from_item = n.item
WHERE  m.relation IN ('equal', 'superset')
UNION
SELECT m.from_standard, m.from_item, n.kind, n.id, n.control, n.put_at, n.dead, n.counts FROM named n
JOIN   catalog_map m
       ON m.to_standard = n.standard AND m.to_item = n.item
WHERE  m.relation IN ('equal', 'subset')
