-- view: task_needed
-- note: The tasks that somebody has to be mainly responsible for: once for the whole system (component
--   NULL), or for each production component that calls for them. subject: as grounds name it.
WITH asked AS (
    SELECT d.task, d.scope, d.always, d.custom
    FROM   dtask d
    JOIN   dtask_rank r
           ON r.task = d.task
           AND r.rank = (SELECT rank FROM context)
)
SELECT a.task, NULL AS component, a.task || '@system' AS subject
FROM   asked a
WHERE  a.scope = 'system'
AND    (a.always = 1
        OR EXISTS (SELECT 1
                   FROM   dtask_call k
                   JOIN   information i
                          ON i.form = k.value
                   WHERE  k.task = a.task
                   AND    k.by = 'information'))
UNION ALL
SELECT a.task, c.id, a.task || '@component:' || c.id
FROM   asked a
JOIN   component c
       ON c.env = 'production'
LEFT   JOIN cloud_service s
       ON s.id = c.cloud_service
WHERE  a.scope = 'component'
AND    (a.always = 1
        OR (a.custom = 1
            AND c.custom = 1)
        OR EXISTS (SELECT 1
                   FROM   dtask_call k
                   WHERE  k.task = a.task
                   AND    ((k.by = 'layer'
                            AND k.value = c.layer)
                           OR (k.by = 'type'
                               AND k.value = c.type)
                           OR (k.by = 'model'
                               AND k.value = s.model))))
AND    NOT EXISTS (SELECT 1
                   FROM   dtask_spared x
                   WHERE  x.task = a.task
                   AND    x.model = s.model)
