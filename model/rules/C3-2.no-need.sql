-- id: C3-2.no-need
-- check: C3-2
-- rows: C3-2, S4-R2, S4-K1
-- class: need
-- severity: medium
-- ja: 入口「{interface|interface}」が必要な理由が書かれていない
-- en: no reason is given why the interface "{interface|interface}" is needed
SELECT 'interface' AS subject_kind, i.id AS subject_id, '' AS key, i.id AS interface
FROM   interface i
WHERE  i.exposure <> 'isolated'
AND    blank(i.need, 2)
