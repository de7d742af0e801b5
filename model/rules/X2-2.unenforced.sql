-- id: X2-2.unenforced
-- check: C3-8
-- rows: X2-2, C3-8
-- class: must
-- severity: high
-- note: Nobody named the sources; or they are named and the filter lets anybody in, unless what stands in
--   front enforces them. Administration open to anybody is told by X2-2.admin-open.
-- ja: 入口「{interface|interface}」は{what_ja}
-- en: the interface "{interface|interface}" {what_en}
SELECT 'interface' AS subject_kind, i.id AS subject_id, '' AS key, i.id AS interface,
       '他機関・委託先向けだが、許す送信元が書かれていない' AS what_ja,
       'is for partners, but no source is named that may use it' AS what_en
FROM   interface i
WHERE  i.exposure = 'partner'
AND    i.type NOT IN ('media', 'mail')
AND    i.auth NOT IN ('mutual', 'certificate')
AND    NOT EXISTS (SELECT 1
                   FROM   interface_sources s
                   WHERE  s.id = i.id)
UNION
SELECT 'interface', i.id, 'filter', i.id,
       '送信元を限ると申告されているが、通信の規則はどこからでも通している',
       'is declared as limited to some sources, but the filter rules let anybody in'
FROM   interface i
JOIN   interface_sources s
       ON s.id = i.id
JOIN   interface_port p
       ON p.interface = i.id
JOIN   observed_filter o
       ON o.component = i.component
WHERE  o.allow = 1
AND    o.any_source = 1
AND    p.port BETWEEN coalesce(o.port_from, 0) AND coalesce(o.port_to, 65535)
AND    NOT (i.management = 1 AND mv_has('ports.admin', p.port))
AND    NOT EXISTS (SELECT 1
                   FROM   front_of f
                   JOIN   observed_filter g
                          ON g.component = f.front
                   WHERE  f.component = i.component
                   AND    g.allow = 1
                   AND    p.port BETWEEN coalesce(g.port_from, 0) AND coalesce(g.port_to, 65535)
                   GROUP  BY f.front
                   HAVING max(g.any_source) = 0)
