-- view: cidr_zone
-- note: The innermost zones that the networks of observed filter rules lie in or reach into.
WITH cidr AS (
    SELECT from_cidr AS cidr FROM observed_filter
    UNION
    SELECT to_cidr FROM observed_filter
),
touched AS (
    SELECT DISTINCT c.cidr, x.id AS zone FROM cidr c
    JOIN   zone_addresses x
           ON net_has(c.cidr, x.value) OR net_has(x.value, c.cidr)
)
SELECT t.cidr, t.zone FROM touched t
WHERE  NOT EXISTS (SELECT 1 FROM touched k
                   JOIN   zone_line l
                          ON l.zone = k.zone
                   WHERE  k.cidr = t.cidr
                   AND    l.above = t.zone
                   AND    l.depth > 0)
