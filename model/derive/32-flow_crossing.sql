-- table: flow_crossing
-- note: Flows whose two ends lie in different zones; the boundary is the zone that is entered.
WITH place AS (
    SELECT 'component' AS kind, id, zone FROM component
    UNION ALL
    SELECT 'actor', id, zone FROM actor
    UNION ALL
    SELECT 'link', id, zone FROM link
)
SELECT :system AS system, f.id AS flow, a.zone AS from_zone, b.zone AS to_zone, b.zone AS boundary,
       za.trust AS trust_from, zb.trust AS trust_to, za.exposure AS exposure
FROM   flow f
JOIN   place a
       ON a.kind = f.from_kind AND a.id = f.from_id
JOIN   place b
       ON b.kind = f.to_kind AND b.id = f.to_id
JOIN   zone za
       ON za.id = a.zone
JOIN   zone zb
       ON zb.id = b.zone
WHERE  a.zone <> b.zone
