-- id: C6-3.glossed
-- check: C6-3
-- rows: C6-3, S7-T3
-- class: must/must/should
-- severity: high
-- ja: 訓練「{drill|drill}」は「達成」とされたが、記録では{why_ja}
-- en: the drill "{drill|drill}" is filed as achieved, but {why_en}
WITH judged AS (
    SELECT d.id,
           CASE WHEN EXISTS (SELECT 1
                             FROM   drill_injects j
                             WHERE  j.id = d.id
                             AND    j.ok = 0) THEN 'inject'
                WHEN d.type = 'live'
                     AND NOT EXISTS (SELECT 1
                                     FROM   drill_injects j
                                     WHERE  j.id = d.id) THEN 'bare'
                WHEN EXISTS (SELECT 1
                             FROM   backup_plan b
                             WHERE  b.id = d.backup_plan
                             AND    d.type <> 'restore'
                             AND    d.recovery_time > b.rto) THEN 'late' END AS why
    FROM   drill d
    WHERE  d.result = 'achieved'
)
SELECT 'drill' AS subject_kind, j.id AS subject_id, j.why AS key, j.id AS drill,
       CASE j.why WHEN 'inject' THEN '期待と違う動きがあった' WHEN 'bare' THEN '何を試したかが書かれていない'
                  ELSE '復旧が目標時間を超えた' END AS why_ja,
       CASE j.why WHEN 'inject' THEN 'something went otherwise than expected'
                  WHEN 'bare' THEN 'its record does not say what was tried'
                  ELSE 'recovery took longer than planned' END AS why_en
FROM   judged j
WHERE  j.why IS NOT NULL
