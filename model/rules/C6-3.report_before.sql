-- id: C6-3.report_before
-- check: C6-3
-- rows: C6-3, S7-T3
-- class: should
-- severity: high
-- ja: 訓練「{drill|drill}」の報告書は、訓練より前の日付({collected|date})になっている
-- en: the report of the drill "{drill|drill}" is dated {collected|date}, before the drill
SELECT 'drill' AS subject_kind, d.id AS subject_id, '' AS key, d.id AS drill, e.collected_at AS collected
FROM   drill d
JOIN   evidence e
       ON e.id = d.report
WHERE  e.collected_at < d.held_at
