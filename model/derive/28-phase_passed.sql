-- view: phase_passed
-- note: When each phase was last passed, conditionally or not; moves that only stand in a folder count while
--   the folder is judged.
SELECT g.phase, max(g.put_at) AS at FROM gate_event g
WHERE  g.move IN ('pass', 'conditional', 'force')
AND    (g.known_by IS NOT 'folder' OR (SELECT folder FROM context))
GROUP  BY g.phase
