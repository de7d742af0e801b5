-- id: C1-5.depth-excluded-away
-- check: C1-5
-- rows: C1-5, S2-K1, P4
-- class: should
-- severity: high
-- waits: threats
-- ja: リスク「{scenario|scenario}」への要件は、代替策のない適用除外({names|requirement})によって多層でなくなった
-- en: The requirements against the risk "{scenario|scenario}" lost their depth through exceptions that nothing makes up for ({names|requirement})
SELECT 'scenario' AS subject_kind, d.scenario AS subject_id, '' AS key,
       CASE (SELECT rank FROM context) WHEN 'high' THEN 'must' END AS class, d.scenario,
       group_concat(DISTINCT r.requirement) AS names
FROM   scenario_depth d
JOIN   scenario_requirement r
       ON r.scenario = d.scenario
WHERE  r.state = 'excepted'
AND    r.priority = 'must'
AND    d.full_passes
AND    NOT d.wish_passes
GROUP  BY d.scenario
