-- id: N1.graded_up
-- check: C1-4
-- rows: N1, C1-4, N3
-- class: must
-- severity: high
-- ja: 情報「{information|information}」の格付が上がったが、要件が見直されていない
-- en: the grade of "{information|information}" was raised, but the requirements were not looked at again
WITH raised AS (
    SELECT u.id, max(u.at) AS at
    FROM  (SELECT r.information AS id, r.at
           FROM   information_raised r
           UNION ALL
           SELECT m.id, m.at
           FROM   model_change m
           WHERE  m.kind = 'information'
           AND    m.field = 'personal'
           AND    (m.old_value = '"none"'
                   OR m.new_value = '"my_number"')) u
    JOIN   phase_passed p
           ON p.phase = 2
    GROUP  BY u.id
)
SELECT 'information' AS subject_kind, n.id AS subject_id, '' AS key, n.id AS information
FROM   raised r
JOIN   information n
       ON n.id = r.id
WHERE  NOT EXISTS (SELECT 1
                   FROM   requirement q
                   WHERE  q.put_at >= r.at)
AND    NOT EXISTS (SELECT 1
                   FROM   gate_event g
                   WHERE  g.phase = 2
                   AND    g.put_at > r.at)
