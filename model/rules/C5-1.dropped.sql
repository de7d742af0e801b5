-- id: C5-1.dropped
-- check: C5-1
-- rows: C5-1, S6-R1, N1
-- class: must
-- severity: medium
-- ja: 要件「{requirement|requirement}」は前には試験されたが、最新の試験({run|test_run})では試されていない
-- en: the requirement "{requirement|requirement}" was tested before, but not in the newest run ({run|test_run})
WITH run AS (
    SELECT r.id, r.type, r.version, r.executed_at, x.value AS component,
           row_number() OVER (PARTITION BY r.type, x.value ORDER BY r.executed_at DESC, r.id) AS nth
    FROM   test_run r
    JOIN   test_run_components x
           ON x.id = r.id
)
SELECT DISTINCT 'requirement' AS subject_kind, q.id AS subject_id, n.type AS key, q.id AS requirement, n.id AS run
FROM   run n
JOIN   run e
       ON e.type = n.type
       AND e.component = n.component
JOIN   test_run_cases c
       ON c.id = e.id
JOIN   requirement q
       ON q.id = c.requirement
WHERE  n.nth = 1
AND    e.nth > 1
AND    NOT EXISTS (SELECT 1
                   FROM   test_run_cases d
                   WHERE  d.id = n.id
                   AND    d.requirement = q.id
                   AND    d.result IN ('pass', 'fail'))
AND    (n.version <> e.version
        OR EXISTS (SELECT 1
                   FROM   mc m
                   WHERE  m.kind = 'requirement'
                   AND    m.id = q.id
                   AND    m.at > e.executed_at))
