-- id: C6-3.inject_failed
-- check: C6-3
-- rows: C6-3, S7-T3
-- class: should
-- severity: medium
-- ja: 訓練「{drill|drill}」で期待と違う動きが{n}件あったが、課題が登録されていない
-- en: {n} injects of the drill "{drill|drill}" went otherwise than expected, but no issue was recorded
SELECT 'drill' AS subject_kind, d.id AS subject_id, '' AS key, d.id AS drill, count(*) AS n
FROM   drill d
JOIN   drill_injects j
       ON j.id = d.id
WHERE  j.ok = 0
AND    d.result = 'achieved'
AND    NOT EXISTS (SELECT 1
                   FROM   issue i
                   WHERE  i.found_in_kind = 'drill'
                   AND    i.found_in_id = d.id)
GROUP  BY d.id
