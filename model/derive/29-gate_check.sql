-- view: gate_check
-- note: The check that bears what is wrong with a gate of the phase, or with a judgement of it.
SELECT column1 AS phase, column2 AS check_id
FROM   (VALUES (1, 'C1-3'), (2, 'C1-4'), (3, 'C2-1'), (4, 'C3-1'), (5, 'C4-1'), (6, 'C5-5'), (7, 'C6-1'), (8, 'C7-9'))
