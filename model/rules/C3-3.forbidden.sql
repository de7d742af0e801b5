-- id: C3-3.forbidden
-- check: C3-3
-- rows: C3-3, S4-K1
-- class: must
-- severity: high
-- waits: evidence
-- ja: {component|component}で、使ってはならない機能「{what}」が動いている
-- en: on {component|component} "{what}" is running, a function that must not be used
SELECT 'component' AS subject_kind, c.id AS subject_id, min(o.id) AS key, c.id AS component, o.what
FROM   (SELECT s.id, s.component, replace(s.unit, '.service', '') AS what
        FROM   observed_service s
        WHERE  s.enabled = 1
        OR     s.listening = 1
        UNION ALL
        SELECT n.id, n.component, n.service
        FROM   observed_interface n) o
JOIN   component c
       ON c.id = o.component
WHERE  mv_has('services.forbidden', o.what)
AND    c.env = 'production'
GROUP  BY c.id, o.what
UNION ALL
SELECT 'component', c.id, min(p.id), c.id, p.path
FROM   observed_path p
JOIN   component c
       ON c.id = p.component
WHERE  p.auth_required = 0
AND    glob_match(replace(mv('paths.sample'), '%', '*'), p.path) = 1
AND    c.env = 'production'
GROUP  BY c.id, p.path
