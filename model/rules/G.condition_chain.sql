-- id: G.condition_chain
-- check: column
-- rows: A3, P2a
-- class: should
-- severity: high
-- note: Only the latest run of conditional passes of a phase counts: a pass without conditions ends it. The
--   third time it is a must.
-- ja: 工程{phase}は、同じ条件を残したまま{times}回続けて条件付で通過している
-- en: phase {phase} was passed conditionally {times} times in a row, with the same condition carried on
WITH run AS (
    SELECT g.id, g.phase, g.put_at
    FROM   gate_event g
    WHERE  g.move = 'conditional'
    AND    (g.known_by IS NOT 'folder' OR (SELECT folder FROM context))
    AND    NOT EXISTS (
               SELECT 1
               FROM   gate_event p
               WHERE  p.phase = g.phase
               AND    p.move IN ('pass', 'force')
               AND    p.put_at > g.put_at)
),
carried AS (
    SELECT r.phase, coalesce(c.issue, norm(c.text)) AS what, count(DISTINCT r.id) AS times, max(r.put_at) AS last
    FROM   run r
    JOIN   gate_event_conditions c
           ON c.id = r.id
    GROUP  BY r.phase, what
)
SELECT 'gate_event' AS subject_kind, r.id AS subject_id, '' AS key, k.check_id, r.phase, max(c.times) AS times,
       CASE WHEN max(c.times) > 2 THEN 'must' ELSE 'should' END AS class
FROM   carried c
JOIN   run r
       ON r.phase = c.phase
       AND r.put_at = c.last
JOIN   gate_check k
       ON k.phase = r.phase
WHERE  c.times > 1
AND    NOT EXISTS (SELECT 1 FROM run n WHERE n.phase = r.phase AND n.put_at > r.put_at)
GROUP  BY r.id
