-- id: X3-1.plain
-- check: C3-8
-- rows: X3-1, C3-8
-- class: must
-- severity: high
-- note: Between two components on one machine, and at a console that only people beside it reach, nothing
--   travels.
-- ja: 流れ「{flow|flow}」は保護すべき情報を、暗号化せずに運んでいる
-- en: the flow "{flow|flow}" carries protected information without encryption
SELECT 'flow' AS subject_kind, p.id AS subject_id, '' AS key, p.id AS flow
FROM   protected_flow p
WHERE  p.encryption = 'none'
AND    NOT EXISTS (SELECT 1
                   FROM   host_line a
                   JOIN   host_line b
                          ON b.host = a.host
                   WHERE  p.from_kind = 'component'
                   AND    p.to_kind = 'component'
                   AND    a.component = p.from_id
                   AND    b.component = p.to_id)
AND    NOT EXISTS (SELECT 1
                   FROM   interface i
                   WHERE  i.id = p.interface
                   AND    i.type = 'console'
                   AND    i.exposure = 'isolated')
