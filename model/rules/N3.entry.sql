-- id: N3.entry
-- check: C1-2
-- rows: N3, C1-2, C7-4
-- class: should
-- severity: high
-- ja: 外に開いた入口「{interface|interface}」が{at|date}に増えたか広がったが、工程{phases}がやり直されていない
-- note: What was recorded with the first import was there before; only what came later is new.
-- en: the interface "{interface|interface}" was added or opened wider on {at|date}, but phase {phases} was not run again
WITH trigger AS (
    SELECT i.id, i.created_at AS at
    FROM   interface i
    WHERE  i.exposure IN ('internet', 'partner')
    AND    i.created_at > (SELECT min(f.created_at) FROM interface f) + 86400000000
    UNION ALL
    SELECT m.id, m.at
    FROM   model_change m
    JOIN   interface i
           ON i.id = m.id
    WHERE  m.kind = 'interface'
    AND    m.field = 'exposure'
    AND    xo(trim(m.new_value, '"')) > xo(trim(m.old_value, '"'))
),
late AS (
    SELECT t.id, max(t.at) AS at, group_concat(DISTINCT p.phase) AS phases
    FROM   trigger t
    JOIN   phase_passed p
           ON p.phase IN (1, 4, 6)
           AND p.at < t.at
    WHERE  NOT EXISTS (SELECT 1
                       FROM   review r
                       JOIN   review_items x
                              ON x.id = r.id
                       WHERE  r.type = 'risk'
                       AND    r.at >= t.at
                       AND    x.subject_kind = 'interface'
                       AND    x.subject_id = t.id)
    GROUP  BY t.id
)
SELECT 'interface' AS subject_kind, l.id AS subject_id, '' AS key, l.id AS interface, l.at, l.phases,
       CASE WHEN l.at + mv('grace.n3') <= :now THEN 'must' ELSE 'should' END AS class
FROM   late l
