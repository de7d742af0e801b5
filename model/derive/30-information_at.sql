-- table: information_at
-- note: Where information is: stored in components, carried by flows, processed by the components at
--   a flow's ends, by what they run on, and present in the zones of all these.
WITH stored AS (
    SELECT s.id AS information, s.value AS component FROM information_stored_in s
),
carried AS (
    SELECT i.value AS information, f.id AS flow, f.from_kind, f.from_id, f.to_kind, f.to_id
    FROM   flow f
    JOIN   flow_information i
           ON i.id = f.id
),
at_component AS (
    SELECT information, component, 'stored' AS how FROM stored
    UNION
    SELECT information, from_id, 'processed' FROM carried WHERE from_kind = 'component'
    UNION
    SELECT information, to_id, 'processed' FROM carried WHERE to_kind = 'component'
)
SELECT :system AS system, information, 'component' AS place_kind, component AS place_id, how
FROM   at_component
WHERE  how = 'stored'
OR     NOT EXISTS (SELECT 1 FROM stored s WHERE s.information = at_component.information
                   AND s.component = at_component.component)
UNION
SELECT :system, information, 'flow', flow, 'carried' FROM carried
UNION
SELECT :system, a.information, 'zone', c.zone, 'processed'
FROM   at_component a
JOIN   component c
       ON c.id = a.component
