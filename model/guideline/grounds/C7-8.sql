-- id: C7-8
-- waits: evidence
-- note: Important information at each place where it is stored in production. Covered by a plan that copies it
--   from there, while a copy that worked is not older than the plan's RPO and a restore that met its targets
--   is not older than the interval; whichever ends first ends the cover.
WITH run AS (
    SELECT r.backup_plan, r.source, max(r.ended_at) AS ended_at
    FROM   backup_run r
    WHERE  r.type = 'backup'
    AND    r.ok = 1
    GROUP  BY r.backup_plan, r.source
),
restored AS (
    SELECT d.backup_plan, max(d.held_at) AS held_at
    FROM   drill d
    JOIN   backup_plan b
           ON b.id = d.backup_plan
    WHERE  d.type = 'restore'
    AND    d.result = 'achieved'
    AND    d.recovery_time <= b.rto
    AND    d.data_loss <= b.rpo
    GROUP  BY d.backup_plan
)
SELECT 'stored' AS subject_kind, w.information || '@' || w.component AS subject_id,
       CASE WHEN min(r.ended_at, x.held_at) IS NOT NULL THEN 'backup_plan' END AS cover_kind,
       CASE WHEN min(r.ended_at, x.held_at) IS NOT NULL THEN p.id END AS cover_id,
       CASE WHEN min(r.ended_at, x.held_at) IS NOT NULL THEN 70 END AS proof, min(r.ended_at, x.held_at) AS collected_at,
       min(r.ended_at + p.rpo, x.held_at + mv('interval.restore')) AS fresh_until, g.at AS changed_at,
       CASE WHEN p.id IS NULL THEN 'unnamed' WHEN r.ended_at IS NULL OR x.held_at IS NULL THEN 'never' END AS reason
FROM   important_store w
JOIN   in_operation o
LEFT   JOIN (SELECT b.id, b.rpo, i.value AS information, c.value AS source
             FROM   backup_plan b
             JOIN   backup_plan_information i
                    ON i.id = b.id
             JOIN   backup_plan_sources c
                    ON c.id = b.id) p
       ON p.information = w.information
       AND p.source = w.component
LEFT   JOIN run r
       ON r.backup_plan = p.id
       AND (r.source IS NULL OR r.source = w.component)
LEFT   JOIN restored x
       ON x.backup_plan = p.id
LEFT   JOIN chg g
       ON g.kind = 'backup_plan'
       AND g.id = p.id
WHERE  NOT w.rebuilt
