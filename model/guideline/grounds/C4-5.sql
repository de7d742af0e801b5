-- id: C4-5
-- waits: evidence
-- note: Everything in production that is built from a template or could be. Covered when the image it names is
--   approved and is what runs on every host that was seen.
WITH seen AS (
    SELECT o.component, count(*) AS n, sum(o.digest = m.digest) AS same, min(o.seen_at) AS seen_at, o.evidence,
           min(coalesce(p.percent, 70)) AS proof
    FROM   observed_image o
    JOIN   component c
           ON c.id = o.component
    JOIN   image m
           ON m.id = c.image
    LEFT   JOIN evidence_proof p
           ON p.evidence = o.evidence
    GROUP  BY o.component
),
judged AS (
    SELECT c.id, s.evidence, s.seen_at, s.proof, g.at AS changed_at,
           CASE WHEN c.image IS NULL THEN 'unnamed' WHEN s.n IS NULL THEN 'never'
                WHEN s.same IS NOT s.n THEN 'other_version' WHEN k.state = 'claimed' THEN 'claimed'
                WHEN a.id IS NULL THEN 'unconfirmed' END AS reason
    FROM   component c
    LEFT   JOIN seen s
           ON s.component = c.id
    LEFT   JOIN approved a
           ON a.kind = 'image'
           AND a.id = c.image
    LEFT   JOIN ok k
           ON k.kind = 'image'
           AND k.id = c.image
    LEFT   JOIN chg g
           ON g.kind = 'image'
           AND g.id = c.image
    WHERE  c.env = 'production'
    AND    c.type IN ('container', 'vm', 'host', 'endpoint', 'app', 'web', 'database', 'network_device')
    AND    c.cloud_service IS NULL
)
SELECT 'component' AS subject_kind, j.id AS subject_id, CASE WHEN j.reason IS NULL THEN 'evidence' END AS cover_kind,
       CASE WHEN j.reason IS NULL THEN j.evidence END AS cover_id, CASE WHEN j.reason IS NULL THEN j.proof END AS proof,
       j.seen_at AS collected_at, j.seen_at + mv('interval.inventory') AS fresh_until, j.changed_at, j.reason
FROM   judged j
