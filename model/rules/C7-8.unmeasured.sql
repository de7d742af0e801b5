-- id: C7-8.unmeasured
-- check: C7-8
-- rows: C7-8
-- class: need
-- severity: medium
-- ja: 復元試験「{drill|drill}」に、復旧にかかった時間か失われたデータの時間が記録されていない
-- en: the restore test "{drill|drill}" does not say how long recovery took or how much was lost
SELECT 'drill' AS subject_kind, d.id AS subject_id, '' AS key, d.id AS drill
FROM   drill d
WHERE  d.type = 'restore'
AND    d.held_at <= :now
AND    d.result <> 'failed'
AND    (d.recovery_time IS NULL OR d.data_loss IS NULL)
