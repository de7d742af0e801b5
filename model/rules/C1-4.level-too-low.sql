-- id: C1-4.level-too-low
-- check: C1-4
-- rows: C1-4, S2-R1, S2-T1
-- class: must/should/-
-- severity: high
-- waits: threats
-- ja: リスク「{scenario|scenario}」(固有の値{value})に対する分類{family}の要件は{level|requirement.level}どまりで、{needed|requirement.level}が要る
-- en: Against the risk "{scenario|scenario}" (inherent value {value}) the requirements of family {family} reach only "{level|requirement.level}", where "{needed|requirement.level}" is needed
WITH best AS (
    SELECT q.value AS scenario, r.family, max(rank_order(r.level)) AS reached
    FROM   requirement_scenarios q
    JOIN   requirement r
           ON r.id = q.id
    WHERE  NOT EXISTS (SELECT 1
                       FROM   excepted_requirement e
                       WHERE  e.requirement = r.id)
    GROUP  BY q.value, r.family
)
SELECT 'scenario' AS subject_kind, b.scenario AS subject_id, b.family AS key, b.scenario, v.value, b.family,
       CASE b.reached WHEN 1 THEN 'low' ELSE 'mid' END AS level,
       mv('requirement.level.' || v.value) AS needed
FROM   best b
JOIN   scenario s
       ON s.id = b.scenario
JOIN   scenario_value v
       ON v.scenario = b.scenario
       AND v.view = 'inherent'
WHERE  b.reached < rank_order(mv('requirement.level.' || v.value))
