-- id: C1-5.prevent-only
-- check: C1-5
-- rows: C1-5, S2-K1
-- class: must/should/should
-- severity: high
-- waits: threats
-- ja: リスク「{scenario|scenario}」への必須の要件に、{gap}ものがない
-- en: No binding requirement against the risk "{scenario|scenario}" {gap_en}
-- note: What points or exceptions would fill is told by C1-5.sham-depth and C1-5.depth-excluded-away.
SELECT 'scenario' AS subject_kind, d.scenario AS subject_id, 'detect' AS key, d.scenario,
       '防げなかったときに気づくための' AS gap, 'would notice that prevention failed' AS gap_en
FROM   scenario_depth d
WHERE  d.n > 0
AND    NOT d.detect
AND    NOT d.wish_passes
AND    NOT d.full_passes
UNION ALL
SELECT 'scenario', d.scenario, 'respond', d.scenario, '被害を止め、元に戻すための',
       'would stop the damage or restore what was lost'
FROM   scenario_depth d
WHERE  d.n > 0
AND    NOT d.respond
AND    NOT d.wish_passes
AND    NOT d.full_passes
