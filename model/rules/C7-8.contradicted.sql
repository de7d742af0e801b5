-- id: C7-8.contradicted
-- check: C7-8
-- rows: C7-8, N1
-- class: must
-- severity: high
-- waits: evidence
-- ja: 復元試験「{drill|drill}」は達成とされたが、ジョブの記録では復元が失敗している
-- en: the restore test "{drill|drill}" is filed as achieved, but the job log says the restore failed
SELECT 'drill' AS subject_kind, d.id AS subject_id, '' AS key, d.id AS drill
FROM   drill d
WHERE  d.type = 'restore'
AND    d.result = 'achieved'
AND    EXISTS (SELECT 1
               FROM   backup_run r
               WHERE  r.backup_plan = d.backup_plan
               AND    r.type = 'restore'
               AND    r.ok = 0
               AND    abs(r.started_at - d.held_at) <= 86400000000)
AND    NOT EXISTS (SELECT 1
                   FROM   backup_run r
                   WHERE  r.backup_plan = d.backup_plan
                   AND    r.type = 'restore'
                   AND    r.ok = 1
                   AND    r.started_at >= d.held_at - 86400000000)
