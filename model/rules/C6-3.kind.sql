-- id: C6-3.kind
-- check: C6-3
-- rows: C6-3, S7-T3, D4
-- class: must/-/-
-- severity: high
-- waits: threats
-- ja: 「{scenario|scenario}」は最も重いリスクだが、机上訓練だけで実動訓練が行われていない
-- en: "{scenario|scenario}" is the gravest kind of risk, but was only talked through, never exercised
SELECT 'scenario' AS subject_kind, v.scenario AS subject_id, '' AS key, v.scenario
FROM   scenario_value v
WHERE  v.view = 'current'
AND    v.value = 'A'
AND    EXISTS (SELECT 1
               FROM   drill d
               JOIN   drill_scenarios x
                      ON x.id = d.id
               WHERE  x.value = v.scenario
               AND    d.type = 'tabletop'
               AND    d.held_at > :now - mv('interval.drill'))
AND    NOT EXISTS (SELECT 1
                   FROM   drill d
                   JOIN   drill_scenarios x
                          ON x.id = d.id
                   WHERE  x.value = v.scenario
                   AND    d.type = 'live'
                   AND    d.held_at > :now - mv('interval.drill'))
