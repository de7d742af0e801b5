-- id: C6-3.not_top
-- check: C6-3
-- rows: C6-3, S7-T3, S7-K1
-- class: must/must/should
-- severity: medium
-- waits: threats
-- ja: 間隔のうちに行われた訓練は、どれも主要なリスクシナリオを扱っていない
-- en: none of the drills held within the interval rehearsed a main risk scenario
WITH held AS (
    SELECT d.id
    FROM   drill d
    WHERE  d.type IN ('tabletop', 'live')
    AND    d.held_at > :now - mv('interval.drill')
    AND    d.held_at <= :now
)
SELECT 'system' AS subject_kind, :system AS subject_id, '' AS key
WHERE  EXISTS (SELECT 1 FROM held)
AND    EXISTS (SELECT 1
               FROM   scenario_value v
               WHERE  v.view = 'current'
               AND    v.value IN ('A', 'B'))
AND    NOT EXISTS (SELECT 1
                   FROM   held h
                   JOIN   drill_scenarios x
                          ON x.id = h.id
                   JOIN   scenario_value v
                          ON v.scenario = x.value
                   WHERE  v.view = 'current'
                   AND    v.value IN ('A', 'B'))
