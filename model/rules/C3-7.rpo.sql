-- id: C3-7.rpo
-- check: C3-7
-- rows: C3-7, S4-R2
-- class: must
-- severity: medium
-- ja: バックアップ計画「{plan|backup_plan}」の取得間隔{every|duration}では、目標時点{rpo|duration}を守れない
-- en: copies every {every|duration} cannot keep the recovery point {rpo|duration} of "{plan|backup_plan}"
SELECT 'backup_plan' AS subject_kind, b.id AS subject_id, '' AS key, b.id AS plan, b.every, b.rpo
FROM   backup_plan b
JOIN   backup_plan_information i
       ON i.id = b.id
WHERE  NOT EXISTS (SELECT 1 FROM in_operation)
AND    NOT EXISTS (SELECT 1
                   FROM   backup_plan_information x
                   JOIN   backup_plan o
                          ON o.id = x.id
                   WHERE  x.value = i.value
                   AND    o.every <= b.rpo)
GROUP  BY b.id
