-- id: C1-2.transferred-to-nobody
-- check: C1-2
-- rows: C1-2, S1-R1, S1-T2
-- class: should
-- severity: medium
-- waits: threats
-- ja: 「{place|@place_kind}」の脅威「{rule}」は移転したとされているが、移転先が責任分界にもリスク対応にもない
-- en: the threat "{rule}" at "{place|@place_kind}" is called transferred, but neither demarcation nor treatment names who holds it
WITH places AS (
    SELECT g.kind, g.id, g.place_id AS component
    FROM   guard_place g
    WHERE  g.place_kind = 'component'
)
SELECT 'threat_disposition' AS subject_kind, d.id AS subject_id, '' AS key, t.rule,
       t.subject_id AS place, t.subject_kind AS place_kind
FROM   threat_disposition d
JOIN   threat t
       ON t.key = d.threat
WHERE  d.disposition = 'transferred'
AND    NOT EXISTS (
           SELECT 1
           FROM   treatment r
           WHERE  r.scenario = d.scenario
           AND    r.choice = 'transfer')
AND    NOT EXISTS (
           SELECT 1
           FROM   demarcation m
           WHERE  m.part = 'main'
           AND    m.holder NOT IN (SELECT party FROM own_unit)
           AND    (m.scope_id IS NULL
                   OR EXISTS (
                          SELECT 1
                          FROM   places p
                          JOIN   component c
                                 ON c.id = p.component
                          WHERE  p.kind = t.subject_kind
                          AND    p.id = t.subject_id
                          AND    (m.scope_kind = 'component' AND m.scope_id = c.id
                                  OR m.scope_kind = 'cloud_service' AND m.scope_id = c.cloud_service
                                  OR m.scope_kind = 'contract'
                                  AND EXISTS (
                                          SELECT 1
                                          FROM   contract_components k
                                          WHERE  k.id = m.scope_id
                                          AND    k.value = c.id)))))
