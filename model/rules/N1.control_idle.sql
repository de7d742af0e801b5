-- id: N1.control_idle
-- check: C3-1
-- rows: N1, C3-1, P4
-- class: should
-- severity: low
-- ja: 対策「{control|control}」が応える要件はすべて廃止され、基準の項目にも応えていない
-- en: all requirements that "{control|control}" meets were dropped, and it answers no baseline item
SELECT 'control' AS subject_kind, c.id AS subject_id, '' AS key, c.id AS control
FROM   control c
JOIN   control_requirements n
       ON n.id = c.id
WHERE  NOT EXISTS (SELECT 1
                   FROM   control_items i
                   WHERE  i.id = c.id)
GROUP  BY c.id
HAVING max(EXISTS (SELECT 1
                   FROM   requirement q
                   WHERE  q.id = n.value)) = 0
