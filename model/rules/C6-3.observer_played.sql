-- id: C6-3.observer_played
-- check: C6-3
-- rows: C6-3, S7-T3, A4
-- class: must/must/should
-- severity: medium
-- ja: 訓練「{drill|drill}」の観察者は、参加した担当「{duty|duty}」の本人か代理になっている
-- en: the observer of "{drill|drill}" holds or deputises the duty "{duty|duty}", which took part
SELECT 'drill' AS subject_kind, d.id AS subject_id, y.id AS key, d.id AS drill, y.id AS duty
FROM   drill d
JOIN   drill_duties x
       ON x.id = d.id
JOIN   duty y
       ON y.id = x.value
WHERE  d.observer IN (y.person, y.deputy)
AND    (d.held_at IS NULL
        OR NOT EXISTS (SELECT 1
                       FROM   model_change m
                       WHERE  m.kind = 'duty'
                       AND    m.id = y.id
                       AND    m.field IN ('person', 'deputy')
                       AND    m.at > d.held_at))
