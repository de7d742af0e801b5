-- id: C3-2
-- waits: evidence
-- note: Every interface that is not isolated, every production component at which somebody outside arrives,
--   and every way in that uses no declared interface (nobody can look at it). Covered by a complete, recent
--   look at the component, at what it runs on, or at what stands in front of it, since the interface and
--   its component changed. An interface that the look does not show must have been there before it.
WITH stand(component, at) AS (
    SELECT h.component, h.host FROM host_line h
    UNION
    SELECT h.host, h.component FROM host_line h
    UNION
    SELECT f.component, f.front FROM front_of f
),
moved AS (
    SELECT g.id AS component, g.at
    FROM   chg g
    WHERE  g.kind = 'component'
    UNION ALL
    SELECT c.id, g.at
    FROM   component c
    JOIN   chg g
           ON g.kind = 'image'
           AND g.id = c.image
),
subject(kind, id, component, changed_at) AS (
    SELECT 'interface', i.id, i.component,
           (SELECT max(m.at)
            FROM   (SELECT o.at FROM moved o WHERE o.component = i.component
                    UNION ALL
                    SELECT g.at FROM chg g WHERE g.kind = 'interface' AND g.id = i.id
                    UNION ALL
                    SELECT i.created_at WHERE i.id NOT IN (SELECT s.interface FROM seen_interface s)) m)
    FROM   interface i
    WHERE  i.exposure <> 'isolated'
    UNION ALL
    SELECT DISTINCT 'component', c.id, c.id, (SELECT max(m.at) FROM moved m WHERE m.component = c.id)
    FROM   component c
    JOIN   exposure_of x
           ON x.component = c.id
    WHERE  c.env = 'production'
    AND    x.hops = 0
    AND    x.exposure <> 'isolated'
)
SELECT s.kind AS subject_kind, s.id AS subject_id,
       CASE WHEN l.reason IS NULL AND l.component IS NOT NULL THEN 'evidence' END AS cover_kind,
       CASE WHEN l.reason IS NULL THEN l.evidence END AS cover_id,
       CASE WHEN l.reason IS NULL THEN l.proof END AS proof,
       l.seen_at AS collected_at, l.seen_at + mv('fresh.interface') AS fresh_until, s.changed_at,
       CASE WHEN l.component IS NULL THEN 'never' ELSE l.reason END AS reason
FROM   subject s
LEFT   JOIN (SELECT t.component AS of, k.component, k.evidence, k.seen_at, k.proof, k.reason
             FROM   stand t
             JOIN   looked k
                    ON k.component = t.at
             WHERE  k.facet = 'interface') l
       ON l.of = s.component
UNION ALL
SELECT 'flow', f.id, NULL, NULL, NULL, NULL, NULL, NULL, 'unnamed'
FROM   flow f
JOIN   (SELECT 'actor' AS kind, id, zone FROM actor
        UNION ALL
        SELECT 'link', id, zone FROM link) p
       ON p.kind = f.from_kind
       AND p.id = f.from_id
JOIN   zone z
       ON z.id = p.zone
WHERE  f.interface IS NULL
AND    f.initiator = 'from'
AND    z.exposure <> 'isolated'
