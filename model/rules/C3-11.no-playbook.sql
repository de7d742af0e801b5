-- id: C3-11.no-playbook
-- check: C3-11
-- rows: C3-11, S4-K3
-- class: must/must/should
-- severity: high
-- waits: threats
-- note: What is grave in operation and lacks a procedure for incidents C7-7.no_playbook tells.
-- ja: シナリオ「{scenario|scenario}」が起きたときの対応や復旧の手順がない
-- en: there is no procedure to respond to or recover from the scenario "{scenario|scenario}"
SELECT 'scenario' AS subject_kind, h.scenario AS subject_id, '' AS key, h.scenario
FROM   hot h
WHERE  NOT EXISTS (SELECT 1
                   FROM   procedure_scenarios x
                   JOIN   procedure p
                          ON p.id = x.id
                   WHERE  x.value = h.scenario
                   AND    p.type IN ('incident', 'continuity', 'backup'))
AND    NOT (h.current <= mv('risk.grave')
            AND EXISTS (SELECT 1 FROM in_operation))
