-- view: control_counted
-- note: Controls that count: those implemented; before building has begun also those that are planned.
SELECT c.id, c.library, c.layer, c.function, c.provider, c.state, c.put_at FROM control c
WHERE  c.state = 'implemented'
OR     (c.state = 'planned' AND NOT EXISTS (SELECT 1 FROM phase_reached p WHERE p.phase = 5))
