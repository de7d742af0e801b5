-- id: C3-9.retention
-- check: C3-9
-- rows: C3-9, X6-1
-- class: must
-- severity: medium
-- note: A copy that reaches back far enough makes up for it.
-- ja: ログ取得元「{source|log_source}」の保存期間{retention|duration}は、下限の{least|duration}より短い
-- en: "{source|log_source}" is kept for {retention|duration}, shorter than the least {least|duration}
SELECT 'log_source' AS subject_kind, l.id AS subject_id, '' AS key, l.id AS source, l.retention,
       mv('log.retention.min') AS least, CASE WHEN EXISTS (SELECT 1 FROM in_operation) THEN 'high' END AS severity
FROM   log_source l
JOIN   component c
       ON c.id = l.component
WHERE  c.env = 'production'
AND    l.retention < mv('log.retention.min')
AND    NOT EXISTS (SELECT 1
                   FROM   backup_plan_sources s
                   JOIN   backup_plan b
                          ON b.id = s.id
                   JOIN   backup_plan_information i
                          ON i.id = b.id
                   JOIN   information n
                          ON n.id = i.value
                   WHERE  s.value IN (l.component, l.destination)
                   AND    n.form = 'log'
                   AND    b.every * b.generations >= mv('log.retention.min'))
