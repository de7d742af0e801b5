-- id: C7-8.targets
-- check: C7-8
-- rows: C7-8
-- class: must
-- severity: medium
-- ja: バックアップ計画「{plan|backup_plan}」は、{what_ja}
-- en: the backup plan "{plan|backup_plan}": {what_en}
WITH asked AS (
    SELECT b.id, b.rto, b.rpo, b.every,
           min(t.tolerable_stop) AS stop, min(t.tolerable_loss) AS loss
    FROM   backup_plan b
    LEFT   JOIN backup_plan_information i
           ON i.id = b.id
    LEFT   JOIN task_information u
           ON u.value = i.value
    LEFT   JOIN task t
           ON t.id = u.id
    GROUP  BY b.id
),
judged AS (
    SELECT id, 'stop' AS what
    FROM   asked
    WHERE  rto > stop
    UNION ALL
    SELECT id, 'loss'
    FROM   asked
    WHERE  rpo > loss
    UNION ALL
    SELECT id, 'every'
    FROM   asked
    WHERE  every > rpo
)
SELECT 'backup_plan' AS subject_kind, j.id AS subject_id, j.what AS key, j.id AS plan,
       CASE j.what WHEN 'stop' THEN '復旧の目標時間が、業務の許す停止時間より長い'
                   WHEN 'loss' THEN '復旧の目標時点が、業務の許すデータの損失より古い'
                   ELSE '写しを取る間隔が、復旧の目標時点より長い' END AS what_ja,
       CASE j.what WHEN 'stop' THEN 'its recovery time is longer than a task may stop'
                   WHEN 'loss' THEN 'its recovery point is older than a task may lose'
                   ELSE 'copies are taken less often than its recovery point asks' END AS what_en
FROM   judged j
JOIN   in_operation o
