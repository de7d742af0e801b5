-- view: on_way
-- note: Components on the computed ways of each scenario, from its entry to its information: the steps, what
--   they run on, and what stands in front of them.
WITH way AS (
    SELECT s.id AS scenario, a.component FROM scenario s
    JOIN   scenario_information i
           ON i.id = s.id
    JOIN   path p
           ON p.information = i.value AND p.entry_kind = s.entry_kind AND p.entry_id = s.entry_id
    JOIN   path_step t
           ON t.path = p.id
    JOIN   at_component a
           ON a.kind = t.kind AND a.id = t.id
)
SELECT w.scenario, h.host AS component FROM way w
JOIN   host_line h
       ON h.component = w.component
UNION
SELECT w.scenario, f.front FROM way w
JOIN   front_of f
       ON f.component = w.component
