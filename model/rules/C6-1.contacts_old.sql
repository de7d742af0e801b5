-- id: C6-1.contacts_old
-- check: C6-1
-- rows: C6-1, S7-R1
-- class: should
-- severity: medium
-- ja: 「{duty|duty}」の連絡先は{what_ja}。電話とメールが通じるか確かめて、確認日を記録する
-- en: the contact of "{duty|duty}" {what_en}; try phone and mail, then record the day
WITH judged AS (
    SELECT d.id, d.verified_on,
           CASE WHEN d.verified_on IS NULL THEN 'never'
                WHEN d.verified_on + mv('interval.contacts') <= :now THEN 'old' END AS why
    FROM   duty d
    WHERE  d.person IS NOT NULL
)
SELECT 'duty' AS subject_kind, j.id AS subject_id, j.why AS key,
       CASE j.why WHEN 'never' THEN 'need' ELSE 'should' END AS class, j.id AS duty,
       CASE j.why WHEN 'never' THEN '一度も確かめられていない' ELSE '確認の期限を過ぎた' END AS what_ja,
       CASE j.why WHEN 'never' THEN 'was never verified' ELSE 'was not verified in time' END AS what_en
FROM   judged j
WHERE  j.why IS NOT NULL
