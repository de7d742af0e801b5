-- id: P5a.residual-by-word
-- check: C1-3
-- rows: P5a, C1-3
-- class: should/-/-
-- severity: medium
-- waits: controls
-- ja: シナリオ「{scenario|scenario}」は値{inherent}から{current}に下がったとされるが、対策の裏付けが申告しかない
-- en: "{scenario|scenario}" is said to have come down from {inherent} to {current}, but nothing except words backs the controls
SELECT 'scenario' AS subject_kind, r.scenario AS subject_id, '' AS key, r.scenario, r.inherent, r.current
FROM   risk r
JOIN   scenario_value v
       ON v.scenario = r.scenario
       AND v.view = 'current'
WHERE  r.inherent <= mv('risk.grave')
AND    r.current > r.inherent
AND    EXISTS (
           SELECT 1
           FROM   gate_state g
           WHERE  g.phase = 6
           AND    g.state <> 'open')
AND    EXISTS (SELECT 1 FROM path_control c WHERE c.path = v.path)
AND    NOT EXISTS (
           SELECT 1
           FROM   path_control c
           JOIN   control_proof p
                  ON p.control = c.control
           WHERE  c.path = v.path
           AND    p.basis NOT IN ('word', 'none'))
