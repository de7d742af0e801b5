-- id: N1.weakened
-- check: C1-4
-- rows: N1, C1-4
-- class: should
-- severity: high
-- ja: 要件「{requirement|requirement}」の{field_ja}が、承認の後に変更記録なしに弱められた
-- en: the {field_en} of the requirement "{requirement|requirement}" was lowered after its approval, without a change record
WITH grade(field, value, n) AS (
    VALUES ('level', '"low"', 1), ('level', '"mid"', 2), ('level', '"high"', 3),
           ('priority', '"desirable"', 1), ('priority', '"must"', 2),
           ('verification', '"document"', 1), ('verification', '"review"', 2), ('verification', '"drill"', 3),
           ('verification', '"setting"', 3), ('verification', '"function_test"', 3), ('verification', '"assessment"', 3)
),
step AS (
    SELECT m.id, m.field, m.at, o.n AS before, w.n AS after,
           row_number() OVER (PARTITION BY m.id, m.field ORDER BY m.at DESC) AS nth
    FROM   model_change m
    JOIN   phase_passed p
           ON p.phase = 2
           AND m.at > p.at
    JOIN   grade o
           ON (o.field, o.value) = (m.field, m.old_value)
    JOIN   grade w
           ON (w.field, w.value) = (m.field, m.new_value)
    WHERE  m.kind = 'requirement'
    AND    m.change IS NULL
)
SELECT 'requirement' AS subject_kind, q.id AS subject_id, s.field AS key, q.id AS requirement,
       CASE s.field WHEN 'level' THEN '実施レベル' WHEN 'priority' THEN '必須かどうか' ELSE '検証の方法' END AS field_ja,
       s.field AS field_en
FROM   step s
JOIN   requirement q
       ON q.id = s.id
WHERE  s.nth = 1
AND    s.after < s.before
