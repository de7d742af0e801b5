-- id: C7-8.late
-- check: C7-8
-- rows: C7-8, S8-R2
-- class: must
-- severity: high
-- waits: evidence
-- ja: バックアップ計画「{plan|backup_plan}」は、目標時点の{rpo|duration}以内に成功した写しがない
-- en: no copy of "{plan|backup_plan}" succeeded within its recovery point of {rpo|duration}
WITH last AS (
    SELECT r.backup_plan, max(CASE WHEN r.ok = 1 THEN r.ended_at END) AS at
    FROM   backup_run r
    WHERE  r.type = 'backup'
    GROUP  BY r.backup_plan
)
SELECT 'backup_plan' AS subject_kind, b.id AS subject_id, '' AS key, b.id AS plan, b.rpo
FROM   backup_plan b
JOIN   last l
       ON l.backup_plan = b.id
WHERE  coalesce(l.at, 0) < :now - b.rpo
