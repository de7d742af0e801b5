-- id: C3-4.escape-only
-- check: C3-4
-- rows: C3-4, S4-K1
-- class: should
-- severity: medium
-- ja: 入口「{interface|interface}」は入力を変換するだけで、正しい形かどうかを検証していない
-- en: the interface "{interface|interface}" only converts its input and does not validate it
SELECT 'interface' AS subject_kind, i.id AS subject_id, '' AS key, i.id AS interface
FROM   interface i
WHERE  i.input = 'escape'
AND    (i.exposure IN ('internet', 'partner') OR i.type IN ('file', 'mail', 'media'))
AND    NOT EXISTS (SELECT 1
                   FROM   flow f
                   WHERE  f.interface = i.id
                   GROUP  BY f.interface
                   HAVING min(f.content_check = 'signature') = 1)
