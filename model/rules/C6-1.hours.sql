-- id: C6-1.hours
-- check: C6-1
-- rows: C6-1, S7-R1
-- class: must/should/should
-- severity: high
-- ja: サービスは「{service|system.service_hours}」だが、「{task|dtask}」に対応できる担当の時間が足りない
-- en: the service runs {service|system.service_hours}, but no duty for "{task|dtask}" covers those hours
WITH asked(task) AS (VALUES ('monitor'), ('incident'))
SELECT 'system' AS subject_kind, s.id AS subject_id, a.task AS key, a.task, s.service_hours AS service
FROM   system s
JOIN   asked a
WHERE  s.service_hours IN ('h24', 'extended')
AND    EXISTS (SELECT 1
               FROM   duty_tasks t
               WHERE  t.value = a.task)
AND    NOT EXISTS (SELECT 1
                   FROM   duty d
                   JOIN   duty_tasks t
                          ON t.id = d.id
                   WHERE  t.value = a.task
                   AND    (d.hours IN ('h24', 'on_call')
                           OR (s.service_hours = 'extended' AND d.hours = 'extended')))
