-- id: A3.same_person
-- check: C1-3
-- rows: A1, A3, P5b
-- class: must/must/should
-- severity: high
-- ja: 同じ人が、このシステムのシステム管理者とリスクオーナーを兼ねている({n}人)
-- en: one person is both manager and risk owner of this system ({n} in all)
SELECT 'system' AS subject_kind, :system AS subject_id, '' AS key, count(DISTINCT m.person) AS n
FROM   role_now m
JOIN   role_now o
       ON o.person = m.person
WHERE  m.role = 'manager'
AND    o.role = 'owner'
HAVING n > 0
