-- id: C3-7
-- note: Every information that must be at hand (A2) and every task. Information is covered by a backup plan
--   with its targets, once the system is in operation only by one that was restored since it changed; a
--   task by its tolerable stop and loss while all that keeps its information stands by or is copied.
SELECT 'information' AS subject_kind, n.id AS subject_id, CASE WHEN p.id IS NOT NULL THEN 'backup_plan' END AS cover_kind,
       p.id AS cover_id, CASE WHEN p.id IS NOT NULL THEN CASE WHEN p.held_at IS NOT NULL THEN 70 ELSE o.proof END END AS proof,
       coalesce(p.held_at, p.put_at) AS collected_at, NULL AS fresh_until, g.at AS changed_at,
       CASE WHEN p.id IS NULL THEN 'never' END AS reason
FROM   information n
LEFT   JOIN (SELECT b.id, b.put_at, i.value AS information,
                    (SELECT max(d.held_at)
                     FROM   drill d
                     WHERE  d.type = 'restore'
                     AND    d.backup_plan = b.id
                     AND    d.result IN ('achieved', 'partly')) AS held_at
             FROM   backup_plan b
             JOIN   backup_plan_information i
                    ON i.id = b.id) p
       ON p.information = n.id
       AND (p.held_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM in_operation))
LEFT   JOIN object_proof o
       ON o.kind = 'backup_plan'
       AND o.id = p.id
LEFT   JOIN chg g
       ON g.kind = 'backup_plan'
       AND g.id = p.id
WHERE  n.a = 2
UNION ALL
SELECT 'task', t.id, CASE WHEN w.bare IS NULL THEN 'task' END, CASE WHEN w.bare IS NULL THEN t.id END,
       CASE WHEN w.bare IS NULL THEN o.proof END, t.put_at, NULL, NULL,
       CASE WHEN w.bare IS NOT NULL THEN 'unnamed' END
FROM   task t
JOIN   object_proof o
       ON o.kind = 'task'
       AND o.id = t.id
LEFT   JOIN (SELECT x.id AS task, 1 AS bare
             FROM   task x
             WHERE  x.tolerable_loss IS NULL
             UNION
             SELECT u.id, 1
             FROM   task_information u
             JOIN   information_stored_in s
                    ON s.id = u.value
             JOIN   component c
                    ON c.id = s.value
             WHERE  c.env = 'production'
             AND    c.redundancy = 'none'
             AND    NOT EXISTS (SELECT 1
                                FROM   backup_plan_sources k
                                WHERE  k.value = c.id)) w
       ON w.task = t.id
