-- id: C3-2.origin
-- check: C3-2
-- rows: C3-2, S4-R2
-- class: must
-- severity: high
-- waits: evidence
-- ja: {component|component}に、手前の防護装置{guard|component}を通らずに外から届く({address})
-- en: {component|component} answers to the outside around its guard {guard|component} ({address})
SELECT 'component' AS subject_kind, c.id AS subject_id, i.id AS key, c.id AS component, g.id AS guard, o.address
FROM   observed_interface o
JOIN   component c
       ON c.id = o.component
JOIN   seen_interface s
       ON s.observed = o.id
JOIN   interface i
       ON i.id = s.interface
JOIN   zone_addresses a
       ON a.id = c.zone
JOIN   control_places p
       ON p.value_kind = 'interface'
       AND p.value_id = i.id
JOIN   control_realised_by r
       ON r.id = p.id
       AND r.value_kind = 'component'
JOIN   component g
       ON g.id = r.value_id
WHERE  o.is_external = 1
AND    s.direct = 1
AND    net_has(a.value, o.address)
AND    g.type IN ('waf', 'cdn', 'proxy')
AND    g.id <> c.id
GROUP  BY c.id, i.id
