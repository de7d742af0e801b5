-- view: phase_passed
-- note: When each phase was last passed, conditionally or not.
SELECT g.phase, max(g.put_at) AS at FROM gate_event g
WHERE  g.move IN ('pass', 'conditional', 'force')
GROUP  BY g.phase
