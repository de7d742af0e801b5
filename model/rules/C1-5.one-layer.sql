-- id: C1-5.one-layer
-- check: C1-5
-- rows: C1-5, S2-K1
-- class: must/should/should
-- severity: high
-- waits: threats
-- ja: リスク「{scenario|scenario}」への必須の要件{n}件が、すべて「{layer|layer}」の層に頼っている
-- en: Every binding requirement against the risk "{scenario|scenario}" ({n}) rests on one layer, "{layer|layer}"
-- note: What points or exceptions would fill is told by C1-5.sham-depth and C1-5.depth-excluded-away.
SELECT 'scenario' AS subject_kind, d.scenario AS subject_id, '' AS key, d.scenario, d.n, min(r.layer) AS layer
FROM   scenario_depth d
JOIN   scenario_requirement r
       ON r.scenario = d.scenario
       AND r.priority = 'must'
       AND r.state <> 'excepted'
WHERE  d.layers < 2
AND    NOT d.wish_passes
AND    NOT d.full_passes
GROUP  BY d.scenario
