-- id: C6-3.none
-- check: C6-3
-- rows: C6-3, S7-T3
-- class: must/must/should
-- severity: high
-- ja: 決めた間隔のうちに、有事を想定した机上訓練も実動訓練も行われていない
-- en: no tabletop or live exercise was held within the interval
SELECT 'system' AS subject_kind, :system AS subject_id, '' AS key
WHERE  NOT EXISTS (SELECT 1
                   FROM   drill d
                   WHERE  d.type IN ('tabletop', 'live')
                   AND    d.held_at > :now - mv('interval.drill')
                   AND    d.held_at <= :now)
