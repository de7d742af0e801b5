-- view: log_source_state
-- note: How a log source stands for grounds: in operation when it was last received and until when that counts
--   (seen_at NULL: never), before that as it is declared.
SELECT l.id, l.component, CASE WHEN o.since IS NULL THEN l.put_at ELSE s.last_at END AS seen_at,
       CASE WHEN o.since IS NULL THEN NULL ELSE s.last_at + l.silence_after END AS fresh_until,
       CASE WHEN o.since IS NULL THEN max(p.proof, coalesce((SELECT w.proof FROM check_word w WHERE w.check_id = 'C3-9'), 0))
            ELSE coalesce(e.percent, mv('proof.upload')) END AS proof
FROM   log_source l
JOIN   object_proof p
       ON p.kind = 'log_source' AND p.id = l.id
LEFT   JOIN in_operation o
LEFT   JOIN (SELECT x.log_source, max(x.last_at) AS last_at, x.evidence FROM log_source_seen x GROUP BY x.log_source) s
       ON s.log_source = l.id
LEFT   JOIN evidence_proof e
       ON e.evidence = s.evidence
