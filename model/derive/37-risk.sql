-- view: risk
-- note: The risk values of every scenario, A the worst: without controls, today, as planned; NULL while they are
--   not derived. `since`: when today's value last changed.
SELECT s.id AS scenario,
       max(CASE v.view WHEN 'inherent' THEN v.value END) AS inherent,
       max(CASE v.view WHEN 'current' THEN v.value END) AS current,
       max(CASE v.view WHEN 'target' THEN v.value END) AS target,
       max(CASE v.view WHEN 'current' THEN v.since END) AS since
FROM   scenario s
LEFT   JOIN scenario_value v
       ON v.scenario = s.id
GROUP  BY s.id
