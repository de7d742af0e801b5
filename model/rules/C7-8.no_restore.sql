-- id: C7-8.no_restore
-- check: C7-8
-- rows: C7-8, S8-R2
-- class: must/must/should
-- severity: high
-- ja: バックアップ計画「{plan|backup_plan}」からの復元が、決めた間隔のうちに成功したことがない
-- en: nothing was restored successfully from the backup plan "{plan|backup_plan}" within the interval
SELECT 'backup_plan' AS subject_kind, b.id AS subject_id, '' AS key, b.id AS plan
FROM   backup_plan b
JOIN   in_operation o
WHERE  NOT EXISTS (SELECT 1
                   FROM   drill d
                   WHERE  d.type = 'restore'
                   AND    d.backup_plan = b.id
                   AND    d.result IN ('achieved', 'partly')
                   AND    d.held_at > :now - mv('interval.restore')
                   AND    d.held_at <= :now)
