-- id: P4.level-above
-- check: C1-4
-- rows: P4, C1-4
-- class: -/-/should
-- severity: low
-- waits: threats
-- ja: 要件「{requirement|requirement}」の実施レベル「高位」は、リスクが小さく機密性3の情報もないこのシステムには過大である
-- en: The requirement "{requirement|requirement}" asks for the high level, more than a system with small risks and no information of confidentiality 3 calls for
SELECT 'requirement' AS subject_kind, r.id AS subject_id, '' AS key, r.id AS requirement
FROM   requirement r
JOIN   requirement_scenarios q
       ON q.id = r.id
JOIN   scenario s
       ON s.id = q.value
LEFT   JOIN scenario_value v
       ON v.scenario = s.id
       AND v.view = 'inherent'
WHERE  r.level = 'high'
AND    NOT EXISTS (SELECT 1
                   FROM   requirement_items i
                   WHERE  i.id = r.id)
AND    NOT EXISTS (SELECT 1
                   FROM   information f
                   WHERE  f.c = 3)
AND    NOT EXISTS (SELECT 1
                   FROM   decision d
                   WHERE  d.subject_kind = 'requirement'
                   AND    d.subject_id = r.id
                   AND    d.choice <> 'reject'
                   AND    coalesce(d.ends_on > :now, 1))
GROUP  BY r.id
HAVING min(coalesce(v.value, 'A')) >= 'D'
