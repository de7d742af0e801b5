-- id: C4-4
-- waits: evidence
-- note: Every component in production below the application that we harden ourselves. Covered when all its hosts
--   were held against its benchmark since the component and its image last changed.
WITH judged AS (
    SELECT c.id, l.evidence, l.seen_at, l.proof, max(coalesce(g.at, 0), coalesce(m.built_at, 0)) AS changed_at,
           CASE WHEN c.benchmark IS NULL THEN 'unnamed' WHEN l.component IS NULL THEN 'never'
                ELSE l.reason END AS reason
    FROM   component c
    LEFT   JOIN looked l
           ON l.component = c.id
           AND l.facet = 'setting'
    LEFT   JOIN chg g
           ON g.kind = 'component'
           AND g.id = c.id
    LEFT   JOIN image m
           ON m.id = c.image
    WHERE  c.env = 'production'
    AND    c.layer IN ('os', 'middleware', 'network', 'cloud')
    AND    c.cloud_service IS NULL
    AND    c.type NOT IN ('saas', 'media', 'physical', 'printer')
)
SELECT 'component' AS subject_kind, j.id AS subject_id, CASE WHEN j.reason IS NULL THEN 'evidence' END AS cover_kind,
       CASE WHEN j.reason IS NULL THEN j.evidence END AS cover_id, CASE WHEN j.reason IS NULL THEN j.proof END AS proof,
       j.seen_at AS collected_at, j.seen_at + mv('fresh.benchmark') AS fresh_until,
       nullif(j.changed_at, 0) AS changed_at, j.reason
FROM   judged j
