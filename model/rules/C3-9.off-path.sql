-- id: C3-9.off-path
-- check: C3-9
-- rows: C3-9, S4-K3
-- class: must
-- severity: medium
-- waits: graph
-- note: A log of what a component runs on is on its way too, and so is one of what stands in front of the entry.
-- ja: シナリオ「{scenario|scenario}」のログは、入口から情報までの経路の上で取られていない
-- en: no log for the scenario "{scenario|scenario}" is taken on the way from its entry to its information
SELECT 'scenario' AS subject_kind, x.value AS subject_id, '' AS key, x.value AS scenario
FROM   log_source_scenarios x
JOIN   log_source l
       ON l.id = x.id
WHERE  x.value IN (SELECT w.scenario FROM on_way w)
GROUP  BY x.value
HAVING max(EXISTS (SELECT 1
                   FROM   on_way w
                   WHERE  w.scenario = x.value
                   AND    w.component = l.component)) = 0
