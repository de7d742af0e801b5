-- id: C6-3
-- waits: threats
-- note: Every top scenario (current value A or B, filled up by the highest inherent values), and for
--   rank high one live exercise. Covered by a held drill that did not fail, with a readable report,
--   since the scenario and its playbooks last changed; scenarios of value A at rank high only by a live one.
WITH top AS (
    SELECT id, value
    FROM   scenario_order
    WHERE  value IN ('A', 'B')
    OR     nth <= mv('top.min')
),
held AS (
    SELECT d.id, d.type, d.held_at
    FROM   drill d
    JOIN   evidence e
           ON e.id = d.report
    WHERE  d.type IN ('tabletop', 'live')
    AND    d.held_at IS NOT NULL
    AND    d.result IN ('achieved', 'partly')
),
cover AS (
    SELECT 'scenario' AS subject_kind, t.id AS subject_id, h.id AS drill, h.held_at
    FROM   top t
    JOIN   drill_scenarios x
           ON x.value = t.id
    JOIN   held h
           ON h.id = x.id
    WHERE  h.type = 'live'
    OR     t.value IS NOT 'A'
    OR     rank_order((SELECT rank FROM context)) < 3
    UNION ALL
    SELECT 'exercise', 'live', h.id, h.held_at
    FROM   held h
    WHERE  h.type = 'live'
),
subject AS (
    SELECT 'scenario' AS kind, t.id, max(coalesce(s.at, 0), coalesce(max(p.at), 0)) AS changed_at
    FROM   top t
    LEFT   JOIN chg s
           ON s.kind = 'scenario'
           AND s.id = t.id
    LEFT   JOIN procedure_scenarios y
           ON y.value = t.id
    LEFT   JOIN chg p
           ON p.kind = 'procedure'
           AND p.id = y.id
    GROUP  BY t.id
    UNION ALL
    SELECT 'exercise', 'live', 0
    WHERE  rank_order((SELECT rank FROM context)) = 3
)
SELECT s.kind AS subject_kind, s.id AS subject_id, CASE WHEN c.drill IS NOT NULL THEN 'drill' END AS cover_kind,
       c.drill AS cover_id, CASE WHEN c.drill IS NOT NULL THEN 70 END AS proof,
       c.held_at AS collected_at, c.held_at + mv('interval.drill') AS fresh_until,
       nullif(s.changed_at, 0) AS changed_at, CASE WHEN c.drill IS NULL THEN 'never' END AS reason
FROM   subject s
LEFT   JOIN cover c
       ON c.subject_kind = s.kind
       AND c.subject_id = s.id
