-- table: gate_state
-- note: Where each phase stands: what its newest move left. `digest` is that of the state it was taken on.
--   Moves that only stand in a folder count while the folder is judged, never in a ledger.
WITH RECURSIVE phase(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM phase WHERE n < 8),
newest AS (
    SELECT g.phase, g.move, g.put_at, g.digest,
           row_number() OVER (PARTITION BY g.phase ORDER BY g.put_at DESC, g.seq DESC, g.id DESC) AS nth
    FROM   gate_event g
    WHERE  g.known_by IS NOT 'folder' OR (SELECT folder FROM context)
)
SELECT :system AS system, p.n AS phase,
       CASE w.move WHEN 'submit' THEN 'submitted' WHEN 'assess' THEN 'assessed' WHEN 'pass' THEN 'passed'
                   WHEN 'force' THEN 'passed' WHEN 'conditional' THEN 'conditional'
                   WHEN 'return' THEN 'returned' ELSE 'open' END AS state,
       w.put_at AS since, w.digest
FROM   phase p
LEFT   JOIN newest w
       ON w.phase = p.n AND w.nth = 1
