-- id: X2-2.unenforced
-- check: C3-8
-- rows: X2-2, C3-8
-- class: must
-- severity: high
-- ja: 入口「{interface|interface}」は他機関・委託先向けだが、許す送信元が書かれていない
-- en: the interface "{interface|interface}" is for partners, but no source is named that may use it
SELECT 'interface' AS subject_kind, i.id AS subject_id, '' AS key, i.id AS interface
FROM   interface i
WHERE  i.exposure = 'partner'
AND    i.type NOT IN ('media', 'mail')
AND    i.auth NOT IN ('mutual', 'certificate')
AND    NOT EXISTS (SELECT 1
                   FROM   interface_sources s
                   WHERE  s.id = i.id)
