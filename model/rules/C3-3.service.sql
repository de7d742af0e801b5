-- id: C3-3.service
-- check: C3-3
-- rows: C3-3, S4-K1
-- class: must
-- severity: medium
-- waits: evidence
-- note: Judged where somebody declared what may run, on the component or on what it carries. What must
--   never run is told by C3-3.forbidden.
-- ja: {component|component}で、申告にないサービス「{unit}」が有効になっている
-- en: on {component|component} the service "{unit}" is enabled, which nobody declared
WITH declared AS (
    SELECT h.host AS component, s.value
    FROM   component_services s
    JOIN   host_line h
           ON h.component = s.id
    UNION
    SELECT h.component, s.value
    FROM   component_services s
    JOIN   host_line h
           ON h.host = s.id
),
running AS (
    SELECT min(o.id) AS id, o.component, replace(o.unit, '.service', '') AS unit
    FROM   observed_service o
    JOIN   component c
           ON c.id = o.component
    WHERE  o.enabled = 1
    AND    c.env = 'production'
    GROUP  BY o.component, replace(o.unit, '.service', '')
)
SELECT 'component' AS subject_kind, r.component AS subject_id, r.id AS key, r.component, r.unit
FROM   running r
WHERE  EXISTS (SELECT 1
               FROM   declared d
               WHERE  d.component = r.component)
AND    NOT EXISTS (SELECT 1
                   FROM   declared d
                   WHERE  d.component = r.component
                   AND    glob_match(d.value, r.unit) = 1)
AND    glob_match(mv('services.base'), r.unit) = 0
AND    NOT mv_has('services.forbidden', r.unit)
