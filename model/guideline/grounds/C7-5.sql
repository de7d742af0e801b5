-- id: C7-5
-- waits: matching
-- note: In operation: every feed that the policy relies on, every match that is still there, every notice of the last
--   year. Covered by a feed that is fresh, a decision on the match, an analysis of the notice.
WITH policy AS (
    SELECT p.id, p.feed_max_age,
           row_number() OVER (ORDER BY (p.system = :system) DESC, p.id) AS nth
    FROM   vulnerability_policy p
)
SELECT 'feed' AS subject_kind, x.value AS subject_id, CASE WHEN f.ok = 1 THEN 'feed' END AS cover_kind,
       CASE WHEN f.ok = 1 THEN f.feed END AS cover_id, CASE WHEN f.ok = 1 THEN 100 END AS proof,
       f.last_import_at AS collected_at,
       f.last_import_at + min(p.feed_max_age, mv('feed.max_age.offline')) AS fresh_until, NULL AS changed_at,
       CASE WHEN f.feed IS NULL THEN 'never' WHEN f.ok IS NOT 1 THEN 'incomplete' END AS reason
FROM   policy p
JOIN   in_operation o
JOIN   vulnerability_policy_feeds x
       ON x.id = p.id
LEFT   JOIN feed_state f
       ON f.feed = x.value
WHERE  p.nth = 1
UNION ALL
SELECT 'match', m.advisory || '@' || m.component, CASE WHEN d.id IS NOT NULL THEN 'advisory_decision' END, d.id,
       CASE WHEN d.id IS NOT NULL THEN 70 END, d.put_at, d.due, NULL, CASE WHEN d.id IS NULL THEN 'never' END
FROM   match m
JOIN   in_operation o
LEFT   JOIN advisory_decision d
       ON d.advisory = m.advisory
       AND d.component = m.component
WHERE  m.gone_at IS NULL
UNION ALL
SELECT 'threat_notice', n.id, CASE WHEN n.relevance IS NOT NULL THEN 'threat_notice' END,
       CASE WHEN n.relevance IS NOT NULL THEN n.id END, CASE WHEN n.relevance IS NOT NULL THEN 70 END, n.put_at, NULL, NULL,
       CASE WHEN n.relevance IS NULL THEN 'never' END
FROM   threat_notice n
JOIN   in_operation o
WHERE  n.received_at > :now - mv('incident.memory')
