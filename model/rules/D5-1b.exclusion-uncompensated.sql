-- id: D5-1b.exclusion-uncompensated
-- check: C2-1
-- rows: D5-1b, P4, C2-1
-- class: must/should/should
-- severity: medium
-- waits: threats
-- ja: 大きなリスクに効く基準{item}が、代替策なしに適用除外されている
-- en: item {item}, which serves a grave risk, is excluded without anything to make up for it
SELECT 'exception' AS subject_kind, e.id AS subject_id, '' AS key, e.item_item AS item
FROM   exception e
JOIN   ok a
       ON a.kind = 'exception'
       AND a.id = e.id
JOIN   standard s
       ON s.id = e.item_standard
       AND s.type = 'ismap'
WHERE  e.type = 'exclude'
AND    e.ends_on > :now
AND    blank(e.compensation, 10)
AND    NOT EXISTS (SELECT 1
                   FROM   exception_compensating c
                   WHERE  c.id = e.id)
AND    EXISTS (SELECT 1
               FROM   requirement_items i
               JOIN   requirement_scenarios r
                      ON r.id = i.id
               JOIN   scenario_value v
                      ON v.scenario = r.value
               WHERE  i.value_standard = e.item_standard
               AND    i.value_item = e.item_item
               AND    v.view = 'inherent'
               AND    v.value <= 'B')
