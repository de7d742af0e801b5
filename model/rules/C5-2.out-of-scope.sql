-- id: C5-2.out-of-scope
-- check: C5-2
-- rows: C5-2, S6-R2, S6-K1, N1
-- class: must
-- severity: high
-- ja: 外に開いた入口「{interface|interface}」が、どの診断の対象にも入っていない
-- note: What was recorded with the first import existed before; only what came later may be younger than
--   the assessment, and that its ground tells.
-- en: the interface "{interface|interface}", open to the outside, is in the scope of no assessment
SELECT 'interface' AS subject_kind, i.id AS subject_id, '' AS key, i.id AS interface,
       CASE WHEN EXISTS (SELECT 1
                         FROM   assessment_left_out l
                         WHERE  (l.subject_kind = 'interface' AND l.subject_id = i.id)
                         OR     (l.subject_kind = 'component' AND l.subject_id = i.component)) THEN 'should' END AS class
FROM   interface i
WHERE  i.exposure <> 'isolated'
AND    EXISTS (SELECT 1
               FROM   assessment a
               WHERE  a.finished_on >= i.created_at - 86400000000
               OR     (a.finished_on IS NOT NULL
                       AND i.created_at <= (SELECT min(f.created_at) FROM interface f) + 86400000000))
AND    NOT EXISTS (SELECT 1
                   FROM   assessment_scope x
                   JOIN   assessment a
                          ON a.id = x.id
                   WHERE  a.finished_on IS NOT NULL
                   AND    ((x.value_kind = 'interface' AND x.value_id = i.id)
                           OR (x.value_kind = 'component' AND x.value_id = i.component)))
