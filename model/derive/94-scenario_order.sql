-- view: scenario_order
-- note: Scenarios by what they weigh: those of current value A or B first, then by inherent value.
SELECT s.id, v.value,
       row_number() OVER (ORDER BY CASE WHEN v.value IN ('A', 'B') THEN 0 ELSE 1 END,
                                   coalesce(i.value, 'Z'), s.id) AS nth
FROM   scenario s
LEFT   JOIN scenario_value v
       ON v.scenario = s.id
       AND v.view = 'current'
LEFT   JOIN scenario_value i
       ON i.scenario = s.id
       AND i.view = 'inherent'
