-- id: G.condition
-- check: column
-- rows: A3, P2a, P5a
-- class: must
-- severity: high
-- note: must while the issue of the condition is open. Where no issue tells how it stands, or the authorisation
--   set it, a new move or authorisation has to say that it was met: should.
-- ja: {what}の条件「{text}」は、期限{due|date}を過ぎても{state}
-- en: the condition "{text}" of {what_en} was due on {due|date} and {state_en}
WITH newest AS (
    SELECT g.id, g.phase, g.move,
           row_number() OVER (PARTITION BY g.phase ORDER BY g.put_at DESC, g.seq DESC, g.id DESC) AS nth
    FROM   gate_event g
    WHERE  g.move IN ('pass', 'conditional', 'force', 'return')
    AND    (g.known_by IS NOT 'folder' OR (SELECT folder FROM context))
),
authorised AS (
    SELECT a.id, a.result, a.ends_on,
           row_number() OVER (ORDER BY a.put_at DESC, a.id DESC) AS nth
    FROM   authorisation a
)
SELECT 'gate_event' AS subject_kind, n.id AS subject_id, c.ord AS key, k.check_id, c.text, c.due - 1 AS due,
       CASE WHEN i.id IS NULL THEN 'should' ELSE 'must' END AS class,
       '工程' || n.phase || 'の条件付通過' AS what, 'the conditional pass of phase ' || n.phase AS what_en,
       CASE WHEN i.id IS NULL THEN '、満たしたことが示されていない' ELSE '満たされていない' END AS state,
       CASE WHEN i.id IS NULL THEN 'nothing shows that it was met' ELSE 'its issue is still open' END AS state_en
FROM   newest n
JOIN   gate_event_conditions c
       ON c.id = n.id
JOIN   gate_check k
       ON k.phase = n.phase
LEFT   JOIN issue_open i
       ON i.id = c.issue
WHERE  n.nth = 1
AND    n.move = 'conditional'
AND    c.due <= :now
AND    (c.issue IS NULL
        OR i.id IS NOT NULL)
UNION ALL
SELECT 'authorisation', a.id, c.ord, 'C7-9', c.text, c.due - 1, 'should', '運用認可', 'the authorisation',
       '、満たしたことが示されていない', 'nothing shows that it was met'
FROM   authorised a
JOIN   authorisation_conditions c
       ON c.id = a.id
WHERE  a.nth = 1
AND    a.result = 'conditional'
AND    a.ends_on > :now
AND    c.due <= :now
