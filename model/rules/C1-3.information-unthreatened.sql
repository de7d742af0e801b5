-- id: C1-3.information-unthreatened
-- check: C1-3
-- rows: C1-3, S1-R2, S1-T3
-- class: must
-- severity: high
-- note: must for confidentiality 3 and My Number, should for the rest. Where there is no scenario at all
--   it is told once.
-- ja: {what}を脅かすリスクシナリオが、一つも書かれていない
-- en: no risk scenario tells what threatens {what_en}
WITH important AS (
    SELECT i.id, i.a, '「' || i.name || '」' AS what, '"' || coalesce(i.name_en, i.name) || '"' AS what_en,
           i.c = 3 OR i.personal = 'my_number' AS grave
    FROM   information i
    WHERE  i.c >= 2
    OR     i.i = 2
    OR     i.a = 2
)
SELECT 'system' AS subject_kind, :system AS subject_id, '' AS key,
       CASE WHEN max(n.grave) = 1 THEN 'must' ELSE 'should' END AS class,
       '重要な情報(' || count(*) || '件)' AS what, 'the important information (' || count(*) || ')' AS what_en
FROM   important n
WHERE  NOT EXISTS (SELECT 1 FROM scenario)
HAVING count(*) > 0
UNION ALL
SELECT 'information', n.id, '', CASE WHEN n.grave = 1 THEN 'must' ELSE 'should' END, n.what, n.what_en
FROM   important n
WHERE  EXISTS (SELECT 1 FROM scenario)
AND    NOT EXISTS (SELECT 1 FROM scenario_information s WHERE s.value = n.id)
UNION ALL
SELECT 'information', n.id, 'availability', 'should',
       n.what || 'の停止や喪失', 'the loss or standstill of ' || n.what_en
FROM   important n
WHERE  n.a = 2
AND    EXISTS (SELECT 1 FROM scenario_information s WHERE s.value = n.id)
AND    NOT EXISTS (
           SELECT 1
           FROM   scenario_information s
           JOIN   scenario_damage d
                  ON d.id = s.id
           WHERE  s.value = n.id
           AND    d.kind = 'service')
