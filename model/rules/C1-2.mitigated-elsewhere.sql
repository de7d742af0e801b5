-- id: C1-2.mitigated-elsewhere
-- check: C1-2
-- rows: C1-2, S1-R1, S1-T2
-- class: must
-- severity: high
-- waits: threats
-- note: A planned control is good enough until the test gate has passed.
-- ja: 「{place|@place_kind}」の脅威「{rule}」は低減済みとされているのに、そこで働いている対策が挙げられていない
-- en: the threat "{rule}" at "{place|@place_kind}" is called mitigated, but no control named there is in force at that place
SELECT 'threat_disposition' AS subject_kind, d.id AS subject_id, '' AS key, t.rule,
       t.subject_id AS place, t.subject_kind AS place_kind
FROM   threat_disposition d
JOIN   threat t
       ON t.key = d.threat
WHERE  d.disposition = 'mitigated'
AND    NOT EXISTS (
           SELECT 1
           FROM   threat_disposition_controls n
           JOIN   control k
                  ON k.id = n.value
           JOIN   control_places p
                  ON p.id = k.id
           WHERE  n.id = d.id
           AND    (k.state = 'implemented'
                   OR k.state = 'planned'
                   AND NOT EXISTS (
                           SELECT 1
                           FROM   gate_state g
                           WHERE  g.phase = 6
                           AND    g.state IN ('passed', 'conditional')))
           AND    (p.value_kind = 'system'
                   OR EXISTS (
                          SELECT 1
                          FROM   guard_place s
                          WHERE  s.kind = t.subject_kind
                          AND    s.id = t.subject_id
                          AND    s.place_kind = p.value_kind
                          AND    s.place_id = p.value_id)))
