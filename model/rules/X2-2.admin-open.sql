-- id: X2-2.admin-open
-- check: C3-8
-- rows: X2-2, C3-8
-- class: must
-- severity: critical
-- ja: 管理用の入口「{interface|interface}」が、送信元を限らずインターネットに開いている
-- en: the administrative interface "{interface|interface}" is open to the internet from any source
SELECT 'interface' AS subject_kind, i.id AS subject_id, '' AS key, i.id AS interface
FROM   interface i
WHERE  i.management = 1
AND    i.exposure = 'internet'
AND    NOT EXISTS (SELECT 1
                   FROM   interface_sources s
                   WHERE  s.id = i.id)
