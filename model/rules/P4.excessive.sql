-- id: P4.excessive
-- check: C1-4
-- rows: P4, C1-4
-- class: should
-- severity: low
-- ja: 要件「{requirement|requirement}」には、低減するリスクも根拠の基準項目もない{gap}
-- en: The requirement "{requirement|requirement}" serves no risk worth reducing and cites no baseline item{gap_en}
WITH served AS (
    SELECT q.id AS requirement, s.id AS scenario, v.value
    FROM   requirement_scenarios q
    JOIN   scenario s
           ON s.id = q.value
    LEFT   JOIN scenario_value v
           ON v.scenario = s.id
           AND v.view = 'inherent'
)
SELECT 'requirement' AS subject_kind, r.id AS subject_id, '' AS key, r.id AS requirement,
       CASE WHEN count(x.scenario) > 0 THEN '(結び付くリスクはどれも値がDかE)' ELSE '' END AS gap,
       CASE WHEN count(x.scenario) > 0 THEN ' (all its risks are of value D or E)' ELSE '' END AS gap_en
FROM   requirement r
LEFT   JOIN served x
       ON x.requirement = r.id
WHERE  r.priority = 'must'
AND    NOT EXISTS (SELECT 1
                   FROM   requirement_items i
                   WHERE  i.id = r.id)
AND    NOT EXISTS (SELECT 1
                   FROM   served y
                   WHERE  y.requirement = r.id
                   AND    coalesce(y.value, 'A') < 'D')
AND    NOT EXISTS (SELECT 1
                   FROM   decision d
                   WHERE  d.subject_kind = 'requirement'
                   AND    d.subject_id = r.id
                   AND    d.choice <> 'reject'
                   AND    coalesce(d.ends_on > :now, 1))
AND    NOT EXISTS (SELECT 1
                   FROM   excepted_requirement e
                   WHERE  e.requirement = r.id)
GROUP  BY r.id
HAVING NOT (r.level = 'high'
            AND (SELECT rank FROM context) = 'low'
            AND count(x.scenario) > 0
            AND NOT EXISTS (SELECT 1
                            FROM   information f
                            WHERE  f.c = 3))
