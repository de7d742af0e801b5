-- id: S8-K3.no_feedback
-- check: C7-9
-- rows: S8-K3, C7-9
-- class: should
-- severity: medium
-- ja: インシデント({incident})の振り返りが、課題にも変更にも要件にも残っていない
-- en: nothing was fed back from the incident {incident}: no issue, change, requirement or other link
SELECT 'incident' AS subject_kind, i.id AS subject_id, '' AS key, i.id AS incident
FROM   incident i
WHERE  i.closed_at <= :now - mv('incident.mend')
AND    i.severity IN ('critical', 'high', 'medium')
AND    NOT EXISTS (SELECT 1
                   FROM   issue s
                   WHERE  s.found_in_kind = 'incident'
                   AND    s.found_in_id = i.id)
AND    NOT EXISTS (SELECT 1
                   FROM   trace t
                   WHERE  (t.from_kind = 'incident' AND t.from_id = i.id)
                   OR     (t.to_kind = 'incident' AND t.to_id = i.id))
