-- id: C7-6
-- waits: detection
-- note: In operation: every log source and every scenario of current value A or B. Covered by logs that arrive, or a
--   rule that is live, together with a review of monitoring that is fresh.
WITH review_of AS (
    SELECT i.subject_kind, i.subject_id, max(v.at) AS at
    FROM   review v
    JOIN   review_items i
           ON i.id = v.id
    WHERE  v.type = 'monitoring'
    GROUP  BY i.subject_kind, i.subject_id
)
SELECT 'log_source' AS subject_kind, l.id AS subject_id, CASE WHEN min(s.last_at, r.at) IS NOT NULL THEN 'log_source' END AS cover_kind,
       CASE WHEN min(s.last_at, r.at) IS NOT NULL THEN l.id END AS cover_id,
       CASE WHEN min(s.last_at, r.at) IS NOT NULL THEN 70 END AS proof, min(s.last_at, r.at) AS collected_at,
       min(s.last_at + l.silence_after, r.at + mv('interval.monitoring')) AS fresh_until, NULL AS changed_at,
       CASE WHEN coalesce(s.last_at, r.at) IS NULL THEN 'never' WHEN min(s.last_at, r.at) IS NULL THEN 'part' END AS reason
FROM   log_source l
JOIN   in_operation o
LEFT   JOIN (SELECT x.log_source, max(x.last_at) AS last_at FROM log_source_seen x GROUP BY x.log_source) s
       ON s.log_source = l.id
LEFT   JOIN review_of r
       ON r.subject_kind = 'log_source'
       AND r.subject_id = l.id
UNION ALL
SELECT 'scenario', v.scenario, CASE WHEN c.scenario IS NOT NULL AND r.at IS NOT NULL THEN 'rule' END,
       CASE WHEN r.at IS NOT NULL THEN c.rule END,
       CASE WHEN c.scenario IS NOT NULL AND r.at IS NOT NULL THEN 70 END, r.at, r.at + mv('interval.monitoring'), NULL,
       CASE WHEN coalesce(c.scenario, r.subject_id) IS NULL THEN 'never' WHEN c.scenario IS NULL OR r.at IS NULL THEN 'part' END
FROM   scenario_value v
JOIN   in_operation o
LEFT   JOIN (SELECT k.scenario, min(k.rule) AS rule FROM rule_coverage k WHERE k.state = 'live' GROUP BY k.scenario) c
       ON c.scenario = v.scenario
LEFT   JOIN review_of r
       ON r.subject_kind = 'scenario'
       AND r.subject_id = v.scenario
WHERE  v.view = 'current'
AND    v.value IN ('A', 'B')
