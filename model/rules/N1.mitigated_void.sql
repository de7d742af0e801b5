-- id: N1.mitigated_void
-- check: C1-2
-- rows: N1, C1-2, P5a
-- class: must/must/should
-- severity: high
-- waits: controls
-- note: Once the tests have passed or the system operates, of answers whose controls are all said to be in place;
--   others are told by C1-2.mitigated-elsewhere. A proof that has merely aged still carries some weight.
-- ja: 脅威「{threat}」は低減済みとされているが、挙げた対策({controls|control})の効き目を裏付けるものが何もない
-- en: the threat "{threat}" is called mitigated, but nothing shows that the controls named ({controls|control}) have any effect
SELECT 'threat_disposition' AS subject_kind, d.id AS subject_id, '' AS key, d.threat, group_concat(k.id) AS controls
FROM   threat_disposition d
JOIN   threat_disposition_controls n
       ON n.id = d.id
JOIN   control k
       ON k.id = n.value
JOIN   control_proof p
       ON p.control = k.id
WHERE  d.disposition = 'mitigated'
AND    (EXISTS (SELECT 1 FROM in_operation)
        OR EXISTS (SELECT 1
                   FROM   gate_state g
                   WHERE  g.phase = 6
                   AND    g.state IN ('passed', 'conditional')))
GROUP  BY d.id
HAVING max(p.weight) = 0
AND    min(k.state = 'implemented') = 1
