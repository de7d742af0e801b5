-- id: C7-7.no_playbook
-- check: C7-7
-- rows: C7-7, S8-R2
-- class: must/should/should
-- severity: high
-- waits: threats
-- ja: 主要なリスク「{scenario|scenario}」が起きたときの対応手順がない
-- en: there is no procedure for the main risk "{scenario|scenario}"
SELECT 'scenario' AS subject_kind, v.scenario AS subject_id, '' AS key, v.scenario
FROM   scenario_value v
JOIN   in_operation o
WHERE  v.view = 'current'
AND    v.value IN ('A', 'B')
AND    NOT EXISTS (SELECT 1
                   FROM   procedure p
                   JOIN   procedure_scenarios x
                          ON x.id = p.id
                   WHERE  p.type = 'incident'
                   AND    x.value = v.scenario)
