-- id: C4-1
-- waits: evidence
-- note: Every component of our own in production with its repository. Covered by a static analysis that ran on
--   the revision in production.
WITH run AS (
    SELECT f.repository, f.revision, f.ran_at, p.percent,
           row_number() OVER (PARTITION BY f.repository ORDER BY f.ran_at DESC) AS nth
    FROM   pipeline_fact f
    LEFT   JOIN evidence_proof p
           ON p.evidence = f.evidence
    WHERE  f.tool_type = 'sast'
),
judged AS (
    SELECT c.id, r.ran_at, coalesce(r.percent, 70) AS proof,
           CASE WHEN c.repository IS NULL OR c.coding_rules IS NULL OR c.version IS NULL THEN 'unnamed'
                WHEN r.ran_at IS NULL THEN 'never'
                WHEN r.revision IS NOT c.version THEN 'other_version' END AS reason
    FROM   component c
    LEFT   JOIN run r
           ON r.repository = c.repository
           AND (r.revision = c.version OR r.nth = 1)
    WHERE  c.custom = 1
    AND    c.env = 'production'
)
SELECT 'component' AS subject_kind, j.id AS subject_id, CASE WHEN j.reason IS NULL THEN 'component' END AS cover_kind,
       CASE WHEN j.reason IS NULL THEN j.id END AS cover_id, CASE WHEN j.reason IS NULL THEN j.proof END AS proof,
       j.ran_at AS collected_at, NULL AS fresh_until, NULL AS changed_at, j.reason
FROM   judged j
