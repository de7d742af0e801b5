-- id: C3-2.unused
-- check: C3-2
-- rows: C3-2, S4-R2, S4-K1
-- class: should
-- severity: medium
-- note: What a complete look did not find is closed already: only the record is left.
-- ja: 入口「{interface|interface}」を使う流れが一つもないのに、開いたまま残っている
-- en: the interface "{interface|interface}" is still open, although no flow uses it
SELECT 'interface' AS subject_kind, i.id AS subject_id, '' AS key, i.id AS interface
FROM   interface i
WHERE  i.exposure <> 'isolated'
AND    NOT EXISTS (SELECT 1
                   FROM   flow f
                   WHERE  f.interface = i.id)
AND    (EXISTS (SELECT 1
                FROM   seen_interface s
                WHERE  s.interface = i.id)
        OR NOT EXISTS (SELECT 1
                       FROM   looked l
                       WHERE  l.component = i.component
                       AND    l.facet = 'interface'
                       AND    l.reason IS NULL))
