-- id: P6.usability-silent
-- check: C1-4
-- rows: P6, C1-4
-- class: should
-- severity: low
-- ja: 要件「{requirement|requirement}」は国民・事業者の手間を増やすが、利便性への影響と配慮が書かれていない
-- en: The requirement "{requirement|requirement}" costs citizens effort, but its effect on usability is not weighed
WITH entered AS (
    SELECT q.id AS requirement,
           EXISTS (SELECT 1
                   FROM   actor a
                   WHERE  s.entry_kind = 'actor'
                   AND    a.id = s.entry_id
                   AND    a.type = 'citizen')
           OR EXISTS (SELECT 1
                      FROM   flow f
                      JOIN   actor a
                             ON f.from_kind = 'actor'
                             AND a.id = f.from_id
                      WHERE  a.type = 'citizen'
                      AND    (f.interface = s.entry_id
                              AND s.entry_kind = 'interface'
                              OR f.to_kind = s.entry_kind
                              AND f.to_id = s.entry_id)) AS citizens
    FROM   requirement_scenarios q
    JOIN   scenario s
           ON s.id = q.value
)
SELECT 'requirement' AS subject_kind, r.id AS subject_id, '' AS key, r.id AS requirement
FROM   requirement r
WHERE  (r.family LIKE 'AC-1-%'
        OR mv_has('library.user_facing', r.library))
AND    blank(r.usability, 10) = 1
AND    EXISTS (SELECT 1
               FROM   actor a
               WHERE  a.type = 'citizen')
AND    (NOT EXISTS (SELECT 1
                    FROM   entered e
                    WHERE  e.requirement = r.id)
        OR EXISTS (SELECT 1
                   FROM   entered e
                   WHERE  e.requirement = r.id
                   AND    e.citizens))
AND    NOT EXISTS (SELECT 1
                   FROM   excepted_requirement e
                   WHERE  e.requirement = r.id)
