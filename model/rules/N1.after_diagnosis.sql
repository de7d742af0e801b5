-- id: N1.after_diagnosis
-- check: C5-2
-- rows: N1, C5-2, S6-K1
-- class: must/must/should
-- severity: high
-- ja: 外に開いた入口「{interface|interface}」は最後の診断({last|date})の後に増えたが、まだ診断されていない
-- en: the interface "{interface|interface}" was added after the last assessment ({last|date}) and was not assessed yet
WITH last AS (
    SELECT max(a.finished_on) AS at
    FROM   assessment a
    WHERE  a.finished_on <= :now
    AND    a.retest_of IS NULL
)
SELECT 'interface' AS subject_kind, i.id AS subject_id, '' AS key, i.id AS interface, l.at AS last
FROM   interface i
JOIN   last l
       ON i.created_at > l.at + 86400000000
WHERE  i.exposure IN ('internet', 'partner')
AND    i.created_at > (SELECT min(f.created_at) FROM interface f) + 86400000000
AND    (i.created_at <= :now - mv('grace.n3')
        OR NOT EXISTS (SELECT 1
                       FROM   assessment p
                       WHERE  p.planned_on >= i.created_at
                       AND    p.finished_on IS NULL))
