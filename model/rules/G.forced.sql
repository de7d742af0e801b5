-- id: G.forced
-- check: column
-- rows: A3, P2a
-- class: should
-- severity: high
-- note: It stays until the phase is passed properly. must where another than the owner forced it.
-- ja: 工程{phase}は強制的に通過したままで、その後、正しく通過していない
-- en: phase {phase} was forced through and has not been passed properly since
WITH newest AS (
    SELECT g.id, g.phase, g.move, g.put_role,
           row_number() OVER (PARTITION BY g.phase ORDER BY g.put_at DESC, g.seq DESC, g.id DESC) AS nth
    FROM   gate_event g
    WHERE  g.move IN ('pass', 'conditional', 'force')
    AND    (g.known_by IS NOT 'folder' OR (SELECT folder FROM context))
)
SELECT 'gate_event' AS subject_kind, n.id AS subject_id, '' AS key, k.check_id, n.phase,
       CASE n.put_role WHEN 'owner' THEN 'should' ELSE 'must' END AS class
FROM   newest n
JOIN   gate_check k
       ON k.phase = n.phase
WHERE  n.nth = 1
AND    n.move = 'force'
