-- id: N1.graded_up
-- check: C1-4
-- rows: N1, C1-4, N3
-- class: must
-- severity: high
-- ja: 情報「{information|information}」の格付が上がったが、要件が見直されていない
-- en: the grade of "{information|information}" was raised, but the requirements were not looked at again
WITH raised AS (
    SELECT m.id, max(m.at) AS at
    FROM   model_change m
    JOIN   phase_passed p
           ON p.phase = 2
    WHERE  m.kind = 'information'
    AND    ((m.field IN ('c', 'i', 'a') AND CAST(m.new_value AS INTEGER) > CAST(m.old_value AS INTEGER))
            OR (m.field = 'personal' AND m.old_value = '"none"')
            OR (m.field = 'personal' AND m.new_value = '"my_number"'))
    GROUP  BY m.id
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
