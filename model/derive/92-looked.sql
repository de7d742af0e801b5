-- view: looked
-- note: How completely something (facet) of a component was looked at: `reason` is NULL when every host was
--   seen (a look at the whole component, or at one of hosts that share an image, will do), else part or
--   incomplete. seen_at and proof are those of the oldest and weakest look that it takes. No row: never.
WITH host AS (
    SELECT r.component, r.facet, coalesce(r.host, '') AS host, r.evidence, r.proof,
           max(CASE WHEN r.complete = 1 THEN r.seen_at END) AS seen_at
    FROM   reading r
    GROUP  BY r.component, r.facet, coalesce(r.host, '')
),
size AS (
    SELECT c.id AS component,
           CASE WHEN c.image IS NOT NULL
                     AND EXISTS (SELECT 1 FROM observed_image o WHERE o.component = c.id)
                     AND NOT EXISTS (SELECT 1 FROM observed_image o
                                     WHERE  o.component = c.id
                                     AND    o.digest IS NOT (SELECT m.digest FROM image m WHERE m.id = c.image))
                     THEN 1
                ELSE max(1, coalesce(nullif((SELECT count(*) FROM component_hosts n WHERE n.id = c.id), 0),
                                     c.quantity, 1)) END AS hosts
    FROM   component c
),
nth AS (
    SELECT h.component, h.facet, h.host, h.evidence, h.proof, h.seen_at,
           row_number() OVER (PARTITION BY h.component, h.facet ORDER BY h.seen_at DESC, h.host) AS nth
    FROM   host h
    WHERE  h.seen_at IS NOT NULL
),
best AS (
    SELECT n.component, n.facet, n.evidence, min(n.seen_at) AS seen_at, count(*) AS seen,
           max(n.host = '') AS whole, min(n.proof) AS proof
    FROM   nth n
    JOIN   size z
           ON z.component = n.component AND n.nth <= z.hosts
    GROUP  BY n.component, n.facet
)
SELECT h.component, h.facet, b.evidence, b.seen_at, b.proof,
       CASE WHEN b.seen IS NULL THEN 'incomplete' WHEN b.seen < z.hosts AND NOT b.whole THEN 'part' END AS reason
FROM   (SELECT DISTINCT component, facet FROM host) h
JOIN   size z
       ON z.component = h.component
LEFT   JOIN best b
       ON b.component = h.component AND b.facet = h.facet
