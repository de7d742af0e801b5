-- id: C1-2.control-does-not-counter
-- check: C1-2
-- rows: C1-2, S1-R1, S1-T2
-- class: should
-- severity: medium
-- waits: threats
-- note: A control of another kind is good enough where a trace says that it supports the answer or what
--   the threat is aimed at.
-- ja: 「{place|@place_kind}」の脅威「{rule}」に挙げられた対策は、この種類の脅威に効くものではない
-- en: the controls named against "{rule}" at "{place|@place_kind}" are not of a kind that counters it
SELECT 'threat_disposition' AS subject_kind, d.id AS subject_id, '' AS key, t.rule,
       t.subject_id AS place, t.subject_kind AS place_kind
FROM   threat_disposition d
JOIN   threat t
       ON t.key = d.threat
WHERE  d.disposition = 'mitigated'
AND    EXISTS (SELECT 1 FROM threat_counter c WHERE c.threat = t.key)
AND    EXISTS (SELECT 1 FROM threat_disposition_controls n WHERE n.id = d.id)
AND    NOT EXISTS (
           SELECT 1
           FROM   threat_disposition_controls n
           JOIN   control k
                  ON k.id = n.value
           JOIN   threat_counter c
                  ON c.library = k.library
           WHERE  n.id = d.id
           AND    c.threat = t.key)
AND    NOT EXISTS (
           SELECT 1
           FROM   threat_disposition_controls n
           JOIN   trace r
                  ON r.from_id = n.value
           WHERE  n.id = d.id
           AND    r.type = 'supports'
           AND    r.from_kind = 'control'
           AND    (r.to_kind = 'threat_disposition' AND r.to_id = d.id
                   OR r.to_kind = t.subject_kind AND r.to_id = t.subject_id))
