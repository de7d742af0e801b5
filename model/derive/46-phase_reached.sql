-- view: phase_reached
-- note: Phases whose gate was at least submitted, and all of them once the system is in operation.
SELECT g.phase FROM gate_state g
WHERE  g.state <> 'open'
OR     EXISTS (SELECT 1 FROM in_operation)
