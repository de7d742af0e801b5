-- view: scenario_requirement
-- note: What is required against a scenario, by layer and function. state: plain; compensated (excepted,
--   with what stands in for it: the control's layer and function, or the requirement's own where it is
--   told in words); excepted (nothing stands in).
SELECT q.value AS scenario, r.id AS requirement, r.priority, r.library, r.text,
       coalesce(k.layer, r.layer) AS layer, coalesce(k.function, r.function) AS function,
       CASE WHEN e.requirement IS NULL THEN 'plain'
            WHEN e.compensated THEN 'compensated'
            ELSE 'excepted' END AS state
FROM   requirement_scenarios q
JOIN   requirement r
       ON r.id = q.id
LEFT   JOIN excepted_requirement e
       ON e.requirement = r.id
LEFT   JOIN control k
       ON k.id = e.control
