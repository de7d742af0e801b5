-- id: N1.playbook_gap
-- check: C6-3
-- rows: N1, C6-3, C6-2
-- class: should
-- severity: high
-- ja: {what_ja}「{name}」が扱うリスクシナリオは、すべて廃止されている
-- en: every risk scenario of the {what_en} "{name}" was given up
SELECT 'procedure' AS subject_kind, p.id AS subject_id, '' AS key, coalesce(p.name, p.id) AS name,
       '手順書' AS what_ja, 'procedure' AS what_en
FROM   procedure p
JOIN   procedure_scenarios x
       ON x.id = p.id
LEFT   JOIN scenario s
       ON s.id = x.value
WHERE  p.type = 'incident'
GROUP  BY p.id
HAVING count(s.id) = 0
UNION ALL
SELECT 'drill', d.id, '', coalesce(d.name, d.id), '訓練', 'drill'
FROM   drill d
JOIN   drill_scenarios x
       ON x.id = d.id
LEFT   JOIN scenario s
       ON s.id = x.value
WHERE  d.type IN ('tabletop', 'live')
AND    d.held_at > :now - mv('interval.drill')
GROUP  BY d.id
HAVING count(s.id) = 0
