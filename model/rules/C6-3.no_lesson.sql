-- id: C6-3.no_lesson
-- check: C6-3
-- rows: C6-3, S7-T3, S8-K3
-- class: should
-- severity: medium
-- ja: 訓練「{drill|drill}」は目標に届かなかったのに、{what_ja}
-- en: the drill "{drill|drill}" fell short, but {what_en}
WITH short AS (
    SELECT d.id, blank(d.lesson, 4) AS silent,
           NOT EXISTS (SELECT 1
                       FROM   issue i
                       WHERE  i.found_in_kind = 'drill'
                       AND    i.found_in_id = d.id) AS bare
    FROM   drill d
    WHERE  d.result IN ('partly', 'failed')
)
SELECT 'drill' AS subject_kind, s.id AS subject_id, '' AS key, s.id AS drill,
       CASE WHEN s.silent AND s.bare THEN '教訓も課題も記録されていない' WHEN s.silent THEN '教訓が書かれていない'
            ELSE '直すべき課題が一件も登録されていない' END AS what_ja,
       CASE WHEN s.silent AND s.bare THEN 'neither lesson nor issue was recorded' WHEN s.silent THEN 'no lesson was written'
            ELSE 'no issue was recorded' END AS what_en
FROM   short s
WHERE  s.silent
OR     s.bare
