-- id: C1-3.damage-understated
-- check: C1-3
-- rows: C1-3, S1-R2
-- class: should
-- severity: medium
-- waits: threats
-- ja: シナリオ「{scenario|scenario}」の被害度は{level}とされているが、扱う情報の格付からは{impact}になる
-- en: the damage of "{scenario|scenario}" is rated {level}, while the grade of its information gives {impact}
WITH damage AS (
    SELECT d.id, max(d.level) AS level FROM scenario_damage d GROUP BY d.id
)
SELECT 'scenario' AS subject_kind, d.id AS subject_id, '' AS key, d.id AS scenario, d.level, v.i AS impact
FROM   damage d
JOIN   scenario_value v
       ON v.scenario = d.id
WHERE  v.view = 'inherent'
AND    d.level < v.i
AND    NOT EXISTS (
           SELECT 1
           FROM   scenario_overrides o
           WHERE  o.id = d.id
           AND    o.factor = 'I'
           AND    o.ends_on > :now)
