-- id: C5-2.overdue
-- check: C5-2
-- rows: C5-2, S6-R2
-- class: must
-- severity: medium
-- ja: 診断「{assessment|assessment}」は{what_ja}
-- en: the assessment "{assessment|assessment}" {what_en}
SELECT 'assessment' AS subject_kind, a.id AS subject_id, CASE WHEN a.finished_on IS NULL THEN 'late' ELSE 'report' END AS key,
       CASE WHEN a.finished_on IS NULL THEN 'must' ELSE 'need' END AS class, a.id AS assessment,
       CASE WHEN a.finished_on IS NULL THEN '予定の日を過ぎても終わっていない' ELSE '終わったが、報告書が登録されていない' END AS what_ja,
       CASE WHEN a.finished_on IS NULL THEN 'is past its planned day and not finished' ELSE 'is finished, but no report was recorded' END AS what_en
FROM   assessment a
WHERE  (a.finished_on IS NULL AND a.planned_on + mv('grace.review') <= :now)
OR     (a.finished_on <= :now
        AND NOT EXISTS (SELECT 1
                        FROM   assessment_reports r
                        WHERE  r.id = a.id))
