-- table: exposure_of
-- note: From how far outside each component can be reached: one row for each exposure that leads to it, with
--   a nearest entry (an interface, or an actor or link that connects to it) and how many connections
--   lie between (0: the entry is at the component, or at what runs on it; more than 10 are not followed).
--   Connections are followed from the side that opens them; what a component stands on is as exposed as
--   the component.
WITH RECURSIVE outside(kind, id, exposure) AS (
    SELECT 'actor', a.id, z.exposure FROM actor a
    JOIN   zone z
           ON z.id = a.zone
    UNION ALL
    SELECT 'link', l.id, z.exposure FROM link l
    JOIN   zone z
           ON z.id = l.zone
),
entry(component, exposure, kind, id) AS (
    SELECT i.component, i.exposure, 'interface', i.id FROM interface i
    UNION
    SELECT f.to_id, o.exposure, o.kind, o.id FROM outside o
    JOIN   flow f
           ON f.from_id = o.id AND f.from_kind = o.kind AND f.to_kind = 'component' AND f.initiator = 'from'
    UNION
    SELECT f.from_id, o.exposure, o.kind, o.id FROM outside o
    JOIN   flow f
           ON f.to_id = o.id AND f.to_kind = o.kind AND f.from_kind = 'component' AND f.initiator = 'to'
),
reached(component, exposure, hops) AS (
    SELECT e.component, e.exposure, 0 FROM entry e
    UNION
    SELECT f.to_id, r.exposure, r.hops + 1 FROM reached r
    JOIN   flow f
           ON f.from_id = r.component AND f.from_kind = 'component' AND f.to_kind = 'component' AND f.initiator = 'from'
    WHERE  r.hops < 10
    UNION
    SELECT f.from_id, r.exposure, r.hops + 1 FROM reached r
    JOIN   flow f
           ON f.to_id = r.component AND f.to_kind = 'component' AND f.from_kind = 'component' AND f.initiator = 'to'
    WHERE  r.hops < 10
    UNION
    SELECT c.runs_on, r.exposure, r.hops FROM reached r
    JOIN   component c
           ON c.id = r.component
),
nearest AS MATERIALIZED (
    SELECT r.component, r.exposure, min(r.hops) AS hops FROM reached r GROUP BY r.component, r.exposure
),
step(opens, answers, cost) AS (
    SELECT f.from_id, f.to_id, 1 FROM flow f
    WHERE  f.from_kind = 'component' AND f.to_kind = 'component' AND f.initiator = 'from'
    UNION
    SELECT f.to_id, f.from_id, 1 FROM flow f
    WHERE  f.from_kind = 'component' AND f.to_kind = 'component' AND f.initiator = 'to'
    UNION
    SELECT c.id, c.runs_on, 0 FROM component c
),
parent AS MATERIALIZED (
    SELECT n.component, n.exposure, n.hops, min(e.kind || ':' || e.id) AS entry, min(p.component) AS opens
    FROM   nearest n
    LEFT   JOIN entry e
           ON e.component = n.component AND e.exposure = n.exposure
    LEFT   JOIN step s
           ON s.answers = n.component
    LEFT   JOIN nearest p
           ON p.component = s.opens AND p.exposure = n.exposure AND p.hops + s.cost = n.hops
    GROUP  BY n.component, n.exposure
),
chain(component, exposure, hops, entry, opens) AS (
    SELECT p.component, p.exposure, p.hops, p.entry, p.opens FROM parent p
    UNION
    SELECT c.component, c.exposure, c.hops, p.entry, p.opens FROM chain c
    JOIN   parent p
           ON p.component = c.opens AND p.exposure = c.exposure
    WHERE  c.entry IS NULL
)
SELECT :system AS system, c.component, c.exposure, substr(c.entry, 1, instr(c.entry, ':') - 1) AS entry_kind,
       substr(c.entry, instr(c.entry, ':') + 1) AS entry_id, c.hops
FROM   chain c
JOIN   component k
       ON k.id = c.component
WHERE  c.entry IS NOT NULL
