-- id: D4.evaluation-missing
-- check: column
-- rows: D4, A4, C1-1, C1-2, C1-3, C1-4, C1-5, C2-1, C2-2, C2-3, C2-4
-- class: need
-- severity: medium
-- note: Phases 1 to 3; one check of the phase bears it. An evaluation counts when it came after the
--   submission, or was made on the very state that was submitted. In an agile system the evaluation of the
--   release stands for all methods.
-- ja: 工程{phase}は申請されたが、リスクランクが求めるアセッサーの評価({method|evaluation.method})がまだない
-- en: phase {phase} was submitted, but the assessor's evaluation that the rank asks for ({method|evaluation.method}) is missing
WITH asked(phase, check_id) AS (VALUES (1, 'C1-3'), (2, 'C1-4'), (3, 'C2-1')),
method(method) AS (VALUES ('review'), ('interview'), ('technical'), ('sample'), ('observe')),
submitted AS (
    SELECT g.phase, g.release, g.digest, max(g.put_at) AS at
    FROM   gate_event g
    WHERE  g.move = 'submit'
    GROUP  BY g.phase
)
SELECT 'system' AS subject_kind, :system AS subject_id, a.phase || '-' || m.method AS key, a.check_id,
       a.phase, m.method
FROM   asked a
JOIN   gate_state t
       ON t.phase = a.phase
JOIN   method m
       ON glob_match(mv('assess.involvement', a.phase), m.method) = 1
LEFT   JOIN submitted s
       ON s.phase = a.phase
WHERE  t.state NOT IN ('open', 'returned')
AND    NOT EXISTS (
           SELECT 1
           FROM   evaluation e
           WHERE  e.phase = a.phase
           AND    e.method = m.method
           AND    (e.put_at >= coalesce(s.at, 0)
                   OR e.digest = s.digest))
AND    NOT EXISTS (
           SELECT 1
           FROM   gate_event g
           JOIN   system y
                  ON y.development = 'agile'
           WHERE  g.phase = a.phase
           AND    g.release = s.release
           AND    g.evaluation IS NOT NULL)
