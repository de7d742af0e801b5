-- id: X2-2.admin-open
-- check: C3-8
-- rows: X2-2, C3-8
-- class: must
-- severity: critical
-- note: As declared; as seen from outside; as a filter rule allows. A port that an interface for others than
--   administrators declares is meant to be open, and so is the VPN gateway's own. Where sources are declared, a
--   scan may have come from one of them; a rule for anybody cannot.
-- ja: {what_ja}
-- en: {what_en}
WITH meant AS (
    SELECT h.host AS component, p.port,
           i.management = 1 AND c.type <> 'vpn' AND s.id IS NOT NULL AS limited
    FROM   interface_port p
    JOIN   interface i
           ON i.id = p.interface
    JOIN   host_line h
           ON h.component = p.component
    JOIN   component c
           ON c.id = p.component
    LEFT   JOIN interface_sources s
           ON s.id = i.id
    WHERE  i.management = 0
    OR     c.type = 'vpn'
    OR     i.exposure = 'internet'
    OR     s.id IS NOT NULL
)
SELECT 'interface' AS subject_kind, i.id AS subject_id, '' AS key,
       '管理用の入口「' || coalesce(i.name, i.id) || '」が、送信元を限らずインターネットに開いている' AS what_ja,
       'the administrative interface "' || coalesce(i.name_en, i.name, i.id) || '" is open to the internet from any source' AS what_en
FROM   interface i
WHERE  i.management = 1
AND    i.exposure = 'internet'
AND    NOT EXISTS (SELECT 1
                   FROM   interface_sources s
                   WHERE  s.id = i.id)
UNION ALL
SELECT 'component', c.id, min(o.id), coalesce(c.name, c.id) || 'の管理用のポート' || o.port || 'が、インターネットから届く',
       'the administrative port ' || o.port || ' of ' || coalesce(c.name_en, c.name, c.id) || ' is reached from the internet'
FROM   observed_interface o
JOIN   component c
       ON c.id = o.component
WHERE  o.is_external = 1
AND    mv_has('ports.admin', o.port)
AND    NOT EXISTS (SELECT 1
                   FROM   meant m
                   WHERE  m.component = c.id
                   AND    (m.port = o.port OR m.port IS NULL))
GROUP  BY c.id, o.port
UNION ALL
SELECT 'component', c.id, min(o.id), coalesce(c.name, c.id) || 'の通信の規則が、管理用のポート' || min(p.port) || 'をどこからでも通している',
       'a filter rule of ' || coalesce(c.name_en, c.name, c.id) || ' lets anybody reach the administrative port ' || min(p.port)
FROM   observed_filter o
JOIN   component c
       ON c.id = o.component
JOIN   admin_port p
       ON p.port BETWEEN coalesce(o.port_from, 0) AND coalesce(o.port_to, 65535)
WHERE  o.allow = 1
AND    o.any_source = 1
AND    NOT EXISTS (SELECT 1
                   FROM   meant m
                   WHERE  m.component = c.id
                   AND    NOT m.limited
                   AND    (m.port = p.port OR m.port IS NULL))
GROUP  BY c.id
