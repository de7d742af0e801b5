-- id: C1-3.transfer-of-rights
-- check: C1-3
-- rows: C1-3, S1-R3, A3
-- class: should
-- severity: medium
-- waits: threats
-- ja: シナリオ「{scenario|scenario}」は国民の権利や法令に関わるので、移転しても被害は減らない
-- en: "{scenario|scenario}" harms people's rights or breaks the law; passing it on does not make that harm smaller
SELECT 'treatment' AS subject_kind, t.id AS subject_id, '' AS key, t.scenario
FROM   treatment t
JOIN   risk r
       ON r.scenario = t.scenario
WHERE  t.choice = 'transfer'
AND    t.target > r.inherent
AND    EXISTS (
           SELECT 1
           FROM   scenario_damage d
           WHERE  d.id = t.scenario
           AND    d.kind IN ('rights', 'law')
           AND    d.level >= mv('damage.grave'))
AND    NOT EXISTS (SELECT 1 FROM acceptance_now a WHERE a.scenario = t.scenario)
