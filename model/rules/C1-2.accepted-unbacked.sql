-- id: C1-2.accepted-unbacked
-- check: C1-2
-- rows: C1-2, S1-R1, S1-T2
-- class: must
-- severity: high
-- note: Answers to threats that the model no longer gives do not count.
-- ja: 脅威「{threat}」は受容とされているが、有効なリスク受容の記録がない
-- en: the threat "{threat}" is called accepted, but no acceptance of its risk is in force
SELECT 'threat_disposition' AS subject_kind, d.id AS subject_id, '' AS key, d.threat
FROM   threat_disposition d
WHERE  d.disposition = 'accepted'
AND    (NOT EXISTS (SELECT 1 FROM threat)
        OR EXISTS (SELECT 1 FROM threat t WHERE t.key = d.threat))
AND    NOT EXISTS (
           SELECT 1
           FROM   acceptance a
           WHERE  a.subject_kind = 'scenario'
           AND    a.subject_id = d.scenario
           AND    a.ends_on > :now)
