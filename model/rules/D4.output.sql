-- id: D4.output
-- check: column
-- rows: D4, A4, C4-1, C5-3
-- class: must/should/-
-- severity: medium
-- note: Phases 5 and 6; D4.evaluation-missing, D4.4-review and C6-3.unobserved tell it of the others. An evaluation
--   counts when it came after the submission, or was made on the very state that was submitted; a release has its own.
-- ja: 工程{phase}は申請されたが、リスクランクが求めるアセッサーの評価({method|evaluation.method})がない
-- en: phase {phase} was submitted without the assessor's evaluation that the rank asks for ({method|evaluation.method})
WITH asked(phase, check_id) AS (VALUES (5, 'C4-1'), (6, 'C5-3')),
method(method) AS (VALUES ('review'), ('interview'), ('technical'), ('sample'), ('observe')),
submitted AS (
    SELECT g.phase, g.release, g.digest, max(g.put_at) AS at
    FROM   gate_event g
    WHERE  g.move = 'submit'
    GROUP  BY g.phase
)
SELECT 'system' AS subject_kind, :system AS subject_id, a.phase || '-' || m.method AS key, a.check_id, a.phase, m.method
FROM   asked a
JOIN   gate_state t
       ON t.phase = a.phase
JOIN   method m
       ON glob_match(mv('assess.involvement', a.phase), m.method) = 1
LEFT   JOIN submitted s
       ON s.phase = a.phase
WHERE  t.state NOT IN ('open', 'returned')
AND    NOT EXISTS (SELECT 1
                   FROM   evaluation e
                   WHERE  e.phase = a.phase
                   AND    e.method = m.method
                   AND    (e.put_at >= coalesce(s.at, 0)
                           OR e.digest = s.digest))
AND    NOT EXISTS (SELECT 1
                   FROM   gate_event g
                   JOIN   system y
                          ON y.development = 'agile'
                   WHERE  g.phase = a.phase
                   AND    g.release = s.release
                   AND    g.evaluation IS NOT NULL)
