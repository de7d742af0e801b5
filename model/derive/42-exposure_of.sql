-- table: exposure_of
-- note: From how far outside each component can be reached: one row for each exposure that leads to it, with
--   the nearest entry (an interface, or an actor or link that connects to it) and how many connections
--   lie between (0: the entry is at the component, or at what runs on it). Connections are followed from
--   the side that opens them; what a component stands on is as exposed as the component.
WITH RECURSIVE entry(component, exposure, kind, id) AS (
    SELECT i.component, i.exposure, 'interface', i.id FROM interface i
    UNION
    SELECT CASE f.initiator WHEN 'from' THEN f.to_id ELSE f.from_id END, z.exposure, p.kind, p.id
    FROM   flow f
    JOIN   (SELECT 'actor' AS kind, id, zone FROM actor
            UNION ALL
            SELECT 'link', id, zone FROM link) p
           ON (f.initiator = 'from' AND p.kind = f.from_kind AND p.id = f.from_id AND f.to_kind = 'component')
           OR (f.initiator = 'to' AND p.kind = f.to_kind AND p.id = f.to_id AND f.from_kind = 'component')
    JOIN   zone z
           ON z.id = p.zone
),
step(opens, answers, cost) AS (
    SELECT CASE f.initiator WHEN 'from' THEN f.from_id ELSE f.to_id END,
           CASE f.initiator WHEN 'from' THEN f.to_id ELSE f.from_id END, 1
    FROM   flow f
    WHERE  f.from_kind = 'component' AND f.to_kind = 'component'
    UNION
    SELECT c.id, c.runs_on, 0 FROM component c WHERE c.runs_on IS NOT NULL
),
reached(component, exposure, hops) AS (
    SELECT e.component, e.exposure, 0 FROM entry e
    UNION
    SELECT s.answers, r.exposure, r.hops + s.cost
    FROM   reached r
    JOIN   step s
           ON s.opens = r.component
    WHERE  r.hops < 30
),
nearest AS (
    SELECT r.component, r.exposure, min(r.hops) AS hops FROM reached r GROUP BY r.component, r.exposure
),
back(component, exposure, at, hops) AS (
    SELECT n.component, n.exposure, n.component, n.hops FROM nearest n
    UNION
    SELECT b.component, b.exposure, s.opens, n.hops
    FROM   back b
    JOIN   step s
           ON s.answers = b.at
    JOIN   nearest n
           ON n.component = s.opens AND n.exposure = b.exposure AND n.hops = b.hops - s.cost
),
first AS (
    SELECT b.component, b.exposure, min(e.kind || ':' || e.id) AS entry
    FROM   back b
    JOIN   entry e
           ON e.component = b.at AND e.exposure = b.exposure
    WHERE  b.hops = 0
    GROUP  BY b.component, b.exposure
)
SELECT :system AS system, n.component, n.exposure, substr(f.entry, 1, instr(f.entry, ':') - 1) AS entry_kind,
       substr(f.entry, instr(f.entry, ':') + 1) AS entry_id, n.hops
FROM   nearest n
JOIN   component c
       ON c.id = n.component
JOIN   first f
       ON f.component = n.component AND f.exposure = n.exposure
