-- id: C4-3
-- waits: matching
-- note: Every component in production of our own, or of the layers application and middleware. Covered by a bill of
--   materials of the version in production, while it is fresh and the feeds it is held against are.
WITH bill AS (
    SELECT i.component, i.evidence, e.revision, max(i.seen_at) AS seen_at, min(coalesce(p.percent, 70)) AS proof
    FROM   component_instance i
    JOIN   evidence e
           ON e.id = i.evidence
    LEFT   JOIN evidence_proof p
           ON p.evidence = i.evidence
    GROUP  BY i.component, i.evidence
),
fed AS (
    SELECT min(f.newest_at) AS newest_at
    FROM   feed_state f
),
judged AS (
    SELECT c.id, b.evidence, b.seen_at, b.proof, g.at AS changed_at,
           CASE WHEN b.evidence IS NULL THEN 'never' WHEN b.revision IS NOT c.version THEN 'other_version' END AS reason
    FROM   component c
    LEFT   JOIN bill b
           ON b.component = c.id
    LEFT   JOIN chg g
           ON g.kind = 'component'
           AND g.id = c.id
    WHERE  c.env = 'production'
    AND    (c.custom = 1 OR c.layer IN ('application', 'middleware'))
    AND    c.type <> 'saas'
)
SELECT 'component' AS subject_kind, j.id AS subject_id, CASE WHEN j.reason IS NULL THEN 'evidence' END AS cover_kind,
       CASE WHEN j.reason IS NULL THEN j.evidence END AS cover_id, CASE WHEN j.reason IS NULL THEN j.proof END AS proof,
       j.seen_at AS collected_at,
       min(j.seen_at + mv('fresh.sbom'), coalesce(f.newest_at + mv('feed.max_age.offline'), 0)) AS fresh_until,
       j.changed_at, j.reason
FROM   judged j
JOIN   fed f
