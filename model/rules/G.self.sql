-- id: G.self
-- check: column
-- rows: A3, A5
-- class: must
-- severity: high
-- note: The round: what was submitted and assessed since the phase was last decided. A later decision by
--   somebody else closes it.
-- ja: 工程{phase}を通過させたのは、{act_ja}した本人である
-- en: whoever let phase {phase} pass had also {act_en} it
WITH decided AS (
    SELECT g.id, g.phase, g.move, g.put_by, g.put_at, g.known_by,
           lag(g.put_at, 1, 0) OVER (PARTITION BY g.phase ORDER BY g.put_at, g.seq, g.id) AS before,
           row_number() OVER (PARTITION BY g.phase ORDER BY g.put_at DESC, g.seq DESC, g.id DESC) AS nth
    FROM   gate_event g
    WHERE  g.move IN ('pass', 'conditional', 'force', 'return')
    AND    (g.known_by IS NOT 'folder' OR (SELECT folder FROM context))
)
SELECT 'gate_event' AS subject_kind, d.id AS subject_id, '' AS key, k.check_id, d.phase,
       CASE max(m.move) WHEN 'submit' THEN '申請' ELSE '評価' END AS act_ja,
       CASE max(m.move) WHEN 'submit' THEN 'submitted' ELSE 'assessed' END AS act_en
FROM   decided d
JOIN   gate_event m
       ON m.phase = d.phase
       AND m.put_by = d.put_by
JOIN   gate_check k
       ON k.phase = d.phase
WHERE  d.nth = 1
AND    d.move <> 'return'
AND    d.put_by <> 'local'
AND    m.move IN ('submit', 'assess')
AND    m.put_at > d.before
AND    m.put_at <= d.put_at
GROUP  BY d.id
