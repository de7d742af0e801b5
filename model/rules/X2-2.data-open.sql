-- id: X2-2.data-open
-- check: C3-8
-- rows: X2-2, C3-8
-- class: must
-- severity: critical
-- waits: evidence
-- note: A file server may have a door that is declared. What everybody may read may be open to everybody.
-- ja: データの保存先{component|component}に、外から{how_ja}
-- en: {component|component}, where data is kept, can be {how_en}
SELECT 'component' AS subject_kind, c.id AS subject_id, '' AS key, c.id AS component,
       '直接つながる(ポート' || min(o.port) || ')' AS how_ja, 'reached from outside (port ' || min(o.port) || ')' AS how_en
FROM   observed_interface o
JOIN   component c
       ON c.id = o.component
WHERE  o.is_external = 1
AND    c.type IN ('database', 'directory', 'search', 'queue', 'file_server', 'storage')
AND    NOT (c.type = 'file_server'
            AND EXISTS (SELECT 1
                        FROM   seen_interface s
                        JOIN   interface i
                               ON i.id = s.interface
                        WHERE  s.observed = o.id
                        AND    i.exposure IN ('internet', 'partner')))
GROUP  BY c.id
UNION
SELECT 'component', c.id, '', c.id, '誰でも読み書きできる権限になっている', 'read or written by anybody'
FROM   observed_right r
JOIN   component c
       ON c.id = r.component
JOIN   place_class p
       ON p.place_kind = 'component'
       AND p.place_id = c.id
WHERE  lower(r.login) IN ('*', 'anonymous')
AND    p.c >= 2
