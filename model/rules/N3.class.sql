-- id: N3.class
-- check: C1-3
-- rows: N3, C1-3, C1-1
-- class: should
-- severity: high
-- note: Information that must be kept secret and came later than the first import; a grade that was raised; personal
--   data that came in, grew more sensitive or covers more persons than one report to the commission starts from. While
--   no requirement was looked at after a raise, N1.graded_up tells it.
-- ja: 情報「{information|information}」が{at|date}に{what_ja}が、工程{phases}がやり直されていない
-- en: the information "{information|information}" {what_en} on {at|date}, but phase {phases} was not run again
WITH grown(id, at, new) AS (
    SELECT n.id, n.created_at, 1
    FROM   information n
    WHERE  n.c >= 2
    AND    n.created_at > (SELECT min(f.created_at) FROM information f) + 86400000000
    UNION ALL
    SELECT r.information, r.at, 0
    FROM   information_raised r
    UNION ALL
    SELECT m.id, m.at, 0
    FROM   model_change m
    WHERE  m.kind = 'information'
    AND    m.field = 'personal'
    AND    (m.old_value = '"none"'
            OR m.new_value = '"my_number"'
            OR (m.old_value = '"personal"' AND m.new_value = '"sensitive"'))
    UNION ALL
    SELECT m.id, m.at, 0
    FROM   model_change m
    WHERE  m.kind = 'information'
    AND    m.field = 'subjects'
    AND    coalesce(CAST(m.old_value AS INTEGER), 0) <= mv('grade.persons')
    AND    CAST(m.new_value AS INTEGER) > mv('grade.persons')
),
trigger AS (
    SELECT g.id, max(g.at) AS at, g.new FROM grown g GROUP BY g.id
),
late AS (
    SELECT t.id, t.at, t.new, group_concat(DISTINCT p.phase) AS phases
    FROM   trigger t
    JOIN   phase_passed p
           ON p.phase IN (1, 2, 3)
           AND p.at < t.at
    WHERE  NOT EXISTS (SELECT 1
                       FROM   review r
                       JOIN   review_items x
                              ON x.id = r.id
                       WHERE  r.type = 'risk'
                       AND    r.at >= t.at
                       AND    x.subject_kind = 'information'
                       AND    x.subject_id = t.id)
    GROUP  BY t.id
)
SELECT 'information' AS subject_kind, n.id AS subject_id, '' AS key, n.id AS information, l.at, l.phases,
       CASE WHEN l.new THEN '加わった' ELSE '重くなった' END AS what_ja,
       CASE WHEN l.new THEN 'was added' ELSE 'grew in weight' END AS what_en,
       CASE WHEN l.at + mv('grace.n3') <= :now THEN 'must' ELSE 'should' END AS class
FROM   late l
JOIN   information n
       ON n.id = l.id
WHERE  l.new
OR     NOT EXISTS (SELECT 1
                   FROM   phase_passed p
                   WHERE  p.phase = 2)
OR     EXISTS (SELECT 1
               FROM   requirement q
               WHERE  q.put_at >= l.at)
OR     EXISTS (SELECT 1
               FROM   gate_event g
               WHERE  g.phase = 2
               AND    g.put_at > l.at)
