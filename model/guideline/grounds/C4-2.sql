-- id: C4-2
-- waits: evidence
-- note: Every repository of our own in production. Covered when static analysis, search for secrets and look at
--   dependencies all ran on the revision in production.
WITH asked AS (
    SELECT c.repository, c.version
    FROM   component c
    WHERE  c.custom = 1
    AND    c.env = 'production'
    AND    c.repository IS NOT NULL
    GROUP  BY c.repository, c.version
),
run AS (
    SELECT f.repository, f.revision, count(DISTINCT f.tool_type) AS kinds, min(f.ran_at) AS ran_at,
           min(coalesce(p.percent, 70)) AS proof
    FROM   pipeline_fact f
    LEFT   JOIN evidence_proof p
           ON p.evidence = f.evidence
    WHERE  f.tool_type IN ('sast', 'secret', 'dependency')
    GROUP  BY f.repository, f.revision
)
SELECT 'repository' AS subject_kind, a.repository AS subject_id, CASE WHEN r.kinds = 3 THEN 'repository' END AS cover_kind,
       CASE WHEN r.kinds = 3 THEN a.repository END AS cover_id, CASE WHEN r.kinds = 3 THEN r.proof END AS proof,
       r.ran_at AS collected_at, NULL AS fresh_until, NULL AS changed_at,
       CASE WHEN r.kinds IS NULL THEN 'never' WHEN r.kinds < 3 THEN 'part' END AS reason
FROM   asked a
LEFT   JOIN run r
       ON r.repository = a.repository
       AND r.revision = a.version
