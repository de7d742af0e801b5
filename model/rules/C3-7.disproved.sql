-- id: C3-7.disproved
-- check: C3-7
-- rows: C3-7, S4-R2, N1
-- class: must
-- severity: high
-- ja: バックアップ計画「{plan|backup_plan}」の設計は、最後の復元試験({drill|drill})で目標に届いていない
-- en: the design of "{plan|backup_plan}" missed its targets in the newest restore test ({drill|drill})
WITH newest AS (
    SELECT d.id, d.backup_plan, d.recovery_time, d.data_loss, d.result, d.held_at,
           row_number() OVER (PARTITION BY d.backup_plan ORDER BY d.held_at DESC, d.id) AS nth
    FROM   drill d
    WHERE  d.type = 'restore'
    AND    d.held_at <= :now
)
SELECT 'backup_plan' AS subject_kind, b.id AS subject_id, '' AS key, b.id AS plan, d.id AS drill
FROM   backup_plan b
JOIN   newest d
       ON d.backup_plan = b.id
WHERE  d.nth = 1
AND    (d.result = 'failed' OR (d.result = 'partly' AND (d.recovery_time > b.rto OR d.data_loss > b.rpo)))
AND    d.held_at >= coalesce((SELECT max(m.at)
                              FROM   model_change m
                              WHERE  m.kind = 'backup_plan'
                              AND    m.id = b.id
                              AND    m.field IN ('rto', 'rpo')), 0)
