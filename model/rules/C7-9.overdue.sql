-- id: C7-9.overdue
-- check: C7-9
-- rows: C7-9, S8-K3
-- class: must/must/should
-- severity: medium
-- ja: 「{procedure|procedure}」の進め方が、決めた間隔のうちに見直されていない
-- en: how "{procedure|procedure}" works was not reviewed within the interval
SELECT 'procedure' AS subject_kind, p.id AS subject_id, '' AS key, p.id AS procedure
FROM   procedure p
JOIN   in_operation o
       ON o.since + mv('interval.process') <= :now
WHERE  p.type IN ('incident', 'continuity', 'backup')
AND    p.system = :system
AND    NOT EXISTS (SELECT 1
                   FROM   review v
                   JOIN   review_items i
                          ON i.id = v.id
                   WHERE  v.type = 'process'
                   AND    i.subject_kind = 'procedure'
                   AND    i.subject_id = p.id
                   AND    v.at + mv('interval.process') > :now)
