-- id: P2a.phase-jumped
-- check: C1-3
-- rows: P2a, C1-3
-- class: must/should/should
-- severity: medium
-- note: An earlier phase that never passed; or, where nothing is built release by release, one that passed
--   once, was returned, and has stayed so longer than gate.reopen. Silent for a system that was recorded
--   after it went into service.
-- ja: 工程{later}は通過しているのに、それより前の工程{phase}が未通過のままになっている
-- en: phase {later} has passed while the earlier phase {phase} has not
SELECT 'system' AS subject_kind, s.id AS subject_id, 'phase-' || g.phase AS key, g.phase, min(l.phase) AS later
FROM   system s
JOIN   gate_state g
       ON g.state IN ('open', 'returned')
JOIN   gate_state l
       ON l.phase > g.phase
WHERE  l.state IN ('passed', 'conditional')
AND    coalesce(s.created_at > s.starts_on, 0) = 0
AND    (NOT EXISTS (
            SELECT 1
            FROM   gate_event e
            WHERE  e.phase = g.phase
            AND    e.move IN ('pass', 'conditional', 'force'))
        OR s.development = 'waterfall' AND g.since + mv('gate.reopen') <= :now)
GROUP  BY g.phase
