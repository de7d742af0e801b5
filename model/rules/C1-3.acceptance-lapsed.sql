-- id: C1-3.acceptance-lapsed
-- check: C1-3
-- rows: C1-3, S1-R3, A3, P5a
-- class: must
-- severity: high
-- waits: threats
-- ja: シナリオ「{scenario|scenario}」は値{current}のまま残っているが、有効なリスク受容がない
-- en: "{scenario|scenario}" is carried at {current} without an acceptance in force
WITH newest AS (
    SELECT t.scenario, t.choice, max(t.put_at) AS at FROM treatment t GROUP BY t.scenario
)
SELECT 'scenario' AS subject_kind, r.scenario AS subject_id, '' AS key, r.scenario, r.current
FROM   risk r
WHERE  r.current < (SELECT value FROM acceptance_limit)
AND    NOT EXISTS (SELECT 1 FROM acceptance_now a WHERE a.scenario = r.scenario)
AND    (EXISTS (
            SELECT 1
            FROM   newest n
            WHERE  n.scenario = r.scenario
            AND    n.choice = 'retain')
        OR EXISTS (
               SELECT 1
               FROM   acceptance_all a
               WHERE  a.subject_kind = 'scenario'
               AND    a.subject_id = r.scenario)
        AND NOT EXISTS (
                SELECT 1
                FROM   treatment t
                WHERE  t.scenario = r.scenario
                AND    t.choice <> 'retain'
                AND    t.due > :now))
