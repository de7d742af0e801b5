-- id: S8-T2.unreported
-- check: C7-7
-- rows: S8-T2, C7-7
-- class: must
-- severity: critical
-- ja: インシデント({incident})の{recipient|incident.reports.recipient}への{stage|incident.reports.stage}が、期限の{due|date}{state_ja}
-- en: the {stage|incident.reports.stage} on the incident {incident} to {recipient|incident.reports.recipient} was due on {due|date} and {state_en}
SELECT 'incident' AS subject_kind, i.id AS subject_id, r.recipient || '/' || r.stage AS key, i.id AS incident,
       r.recipient, r.stage, r.due,
       CASE WHEN r.sent_at IS NULL THEN 'must' ELSE 'should' END AS class,
       CASE WHEN r.sent_at IS NULL THEN 'critical' ELSE 'medium' END AS severity,
       CASE WHEN r.sent_at IS NULL THEN 'を過ぎても出されていない' ELSE 'より遅れて出された' END AS state_ja,
       CASE WHEN r.sent_at IS NULL THEN 'was not sent' ELSE 'was sent late' END AS state_en
FROM   incident i
JOIN   incident_reports r
       ON r.id = i.id
WHERE  (r.sent_at IS NULL AND r.due <= :now)
OR     (r.sent_at > r.due AND r.sent_at > :now - mv('report.memory'))
