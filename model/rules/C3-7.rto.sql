-- id: C3-7.rto
-- check: C3-7
-- rows: C3-7, S4-R2
-- class: must
-- severity: high
-- ja: バックアップ計画「{plan|backup_plan}」の復旧目標{rto|duration}は、業務「{task|task}」が許す停止{stop|duration}より長い
-- en: the recovery time {rto|duration} of "{plan|backup_plan}" is longer than the task "{task|task}" may stop ({stop|duration})
SELECT 'backup_plan' AS subject_kind, b.id AS subject_id, t.id AS key, b.id AS plan, t.id AS task, b.rto,
       t.tolerable_stop AS stop
FROM   backup_plan b
JOIN   backup_plan_information i
       ON i.id = b.id
JOIN   task_information u
       ON u.value = i.value
JOIN   task t
       ON t.id = u.id
WHERE  b.rto > t.tolerable_stop
AND    NOT EXISTS (SELECT 1 FROM in_operation)
AND    NOT EXISTS (SELECT 1
                   FROM   backup_plan_sources k
                   JOIN   component c
                          ON c.id = k.value
                   JOIN   drill d
                          ON d.backup_plan = b.id
                   WHERE  k.id = b.id
                   AND    c.redundancy IN ('hot', 'multi_site')
                   AND    d.type = 'failover'
                   AND    d.result = 'achieved'
                   AND    d.recovery_time <= t.tolerable_stop)
GROUP  BY b.id, t.id
