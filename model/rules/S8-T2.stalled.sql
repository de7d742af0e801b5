-- id: S8-T2.stalled
-- check: C7-7
-- rows: S8-T2, C7-7
-- class: should
-- severity: high
-- ja: インシデント({incident})の対応が{last|date}の後、記録されていない
-- en: nothing was recorded on the incident {incident} since {last|date}
WITH open AS (
    SELECT i.id, i.severity, max(i.detected_at, coalesce((SELECT max(t.at)
                                                          FROM   incident_timeline t
                                                          WHERE  t.id = i.id), 0)) AS last
    FROM   incident i
    WHERE  i.stage IN ('triage', 'respond')
)
SELECT 'incident' AS subject_kind, o.id AS subject_id, '' AS key, o.id AS incident, o.last,
       CASE WHEN o.severity = 'critical' THEN 'must' ELSE 'should' END AS class
FROM   open o
WHERE  o.last + CASE o.severity WHEN 'critical' THEN mv('incident.step.critical')
                                WHEN 'high' THEN mv('incident.step.high')
                                ELSE mv('incident.step') END <= :now
