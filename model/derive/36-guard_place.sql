-- view: guard_place
-- note: The places at which a control protects an element of the model: the element itself, what it runs
--   on, the zones around it; for a component also its interfaces, for a flow its ends and its interface,
--   for information the components that keep it. A control placed at the system protects everything and
--   is not listed.
WITH touches(kind, id, component) AS (
    SELECT a.kind, a.id, a.component FROM at_component a
    UNION
    SELECT 'flow', e.flow, e.id FROM flow_end e WHERE e.kind = 'component'
    UNION
    SELECT 'information', s.id, s.value FROM information_stored_in s
),
inside(kind, id, zone) AS (
    SELECT t.kind, t.id, c.zone FROM touches t
    JOIN   component c
           ON c.id = t.component
    UNION
    SELECT 'zone', z.id, z.id FROM zone z
    UNION
    SELECT 'actor', a.id, a.zone FROM actor a
    UNION
    SELECT 'link', l.id, l.zone FROM link l
    UNION
    SELECT 'flow', e.flow, a.zone FROM flow_end e
    JOIN   actor a
           ON a.id = e.id AND e.kind = 'actor'
    UNION
    SELECT 'flow', e.flow, l.zone FROM flow_end e
    JOIN   link l
           ON l.id = e.id AND e.kind = 'link'
)
SELECT o.kind, o.id, o.kind AS place_kind, o.id AS place_id FROM object o
WHERE  o.retired_at IS NULL
UNION ALL
SELECT t.kind, t.id, 'component', h.host FROM touches t
JOIN   host_line h
       ON h.component = t.component
UNION ALL
SELECT i.kind, i.id, 'zone', l.above FROM inside i
JOIN   zone_line l
       ON l.zone = i.zone
UNION ALL
SELECT 'flow', f.id, 'interface', f.interface FROM flow f WHERE f.interface IS NOT NULL
UNION ALL
SELECT 'component', i.component, 'interface', i.id FROM interface i
