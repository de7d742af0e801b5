-- view: zone_line
-- note: Every zone with itself and all that enclose it.
WITH RECURSIVE line(zone, above, depth) AS (
    SELECT id, id, 0 FROM zone
    UNION
    SELECT l.zone, z.parent, l.depth + 1
    FROM   line l
    JOIN   zone z
           ON z.id = l.above
    WHERE  z.parent IS NOT NULL AND l.depth < 20
)
SELECT zone, above, depth FROM line
