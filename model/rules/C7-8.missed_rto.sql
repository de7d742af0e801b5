-- id: C7-8.missed_rto
-- check: C7-8
-- rows: C7-8, S8-R2
-- class: must
-- severity: high
-- ja: 復元試験「{drill|drill}」は「達成」とされたが、{what_ja}が計画の目標{aim|duration}に対して{seen|duration}だった
-- en: the restore test "{drill|drill}" is filed as achieved, but {what_en} was {seen|duration} against a target of {aim|duration}
WITH judged AS (
    SELECT d.id, 'rto' AS what, d.recovery_time AS seen, b.rto AS aim
    FROM   drill d
    JOIN   backup_plan b
           ON b.id = d.backup_plan
    WHERE  d.type = 'restore'
    AND    d.result = 'achieved'
    UNION ALL
    SELECT d.id, 'rpo', d.data_loss, b.rpo
    FROM   drill d
    JOIN   backup_plan b
           ON b.id = d.backup_plan
    WHERE  d.type = 'restore'
    AND    d.result = 'achieved'
)
SELECT 'drill' AS subject_kind, j.id AS subject_id, j.what AS key, j.id AS drill, j.seen, j.aim,
       CASE j.what WHEN 'rto' THEN '復旧にかかった時間' ELSE '失われたデータの時間' END AS what_ja,
       CASE j.what WHEN 'rto' THEN 'recovery' ELSE 'the loss of data' END AS what_en
FROM   judged j
WHERE  j.seen > j.aim
