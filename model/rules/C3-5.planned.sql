-- id: C3-5.planned
-- check: C3-5
-- rows: C3-5, N1
-- class: must
-- severity: high
-- note: A control past its date; and once building has begun a threat called mitigated by controls that are
--   all still ahead. What is switched off, or still a plan after the tests, C1-2.mitigated-elsewhere tells.
-- ja: {what_ja}
-- en: {what_en}
SELECT 'control' AS subject_kind, c.id AS subject_id, '' AS key,
       '対策「' || coalesce(c.name, c.id) || '」は、計画した期限を過ぎても実装されていない' AS what_ja,
       'the control "' || coalesce(c.name_en, c.name, c.id) || '" is past its date and still only planned' AS what_en
FROM   control c
WHERE  c.state = 'planned'
AND    c.due <= :now
UNION ALL
SELECT 'threat_disposition', d.id, '',
       '脅威「' || d.threat || '」は低減済みとされているが、挙げた対策はまだ計画だけである',
       'the threat "' || d.threat || '" is called mitigated, but the controls named are only planned'
FROM   threat_disposition d
JOIN   threat_disposition_controls n
       ON n.id = d.id
JOIN   control c
       ON c.id = n.value
WHERE  d.disposition = 'mitigated'
AND    EXISTS (SELECT 1
               FROM   phase_reached p
               WHERE  p.phase = 5)
AND    NOT EXISTS (SELECT 1
                   FROM   gate_state g
                   WHERE  g.phase = 6
                   AND    g.state IN ('passed', 'conditional'))
GROUP  BY d.id
HAVING min(c.state = 'planned' AND c.due > :now) = 1
