-- id: C3-2.undeclared
-- check: C3-2
-- rows: C3-2, S4-R2, S4-K1
-- class: must
-- severity: high
-- waits: evidence
-- ja: {component|component}に、申告のない外部インターフェースが開いている({address}:{port})
-- en: {component|component} has an external interface open that nobody declared ({address}:{port})
SELECT 'component' AS subject_kind, o.component AS subject_id, min(o.id) AS key, o.component, o.address, o.port
FROM   observed_interface o
WHERE  o.is_external = 1
AND    o.component IS NOT NULL
AND    NOT EXISTS (SELECT 1
                   FROM   seen_interface s
                   WHERE  s.observed = o.id)
GROUP  BY o.component, o.port
