-- id: C7-7.dead_contact
-- check: C7-7
-- rows: C7-7, S8-R2
-- class: must
-- severity: high
-- ja: 有事の担当「{duty|duty}」は、担当者にも代理にも連絡がつかない({why_ja})
-- en: neither holder nor deputy of the emergency duty "{duty|duty}" can be reached ({why_en})
WITH known AS (
    SELECT p.id, p.phone, p.left_on IS NOT NULL AND p.left_on <= :now OR p.retired_at IS NOT NULL AS gone
    FROM   person_all p
),
judged AS (
    SELECT d.id,
           coalesce((SELECT k.gone FROM known k WHERE k.id = d.person), d.person IS NULL) AS first_gone,
           coalesce((SELECT k.gone FROM known k WHERE k.id = d.deputy), d.deputy IS NULL) AS second_gone,
           EXISTS (SELECT 1
                   FROM   known k
                   WHERE  k.id IN (d.person, d.deputy)
                   AND    NOT k.gone
                   AND    k.phone IS NOT NULL) AS phone,
           EXISTS (SELECT 1
                   FROM   known k
                   WHERE  k.id IN (d.person, d.deputy)) AS known
    FROM   duty d
    WHERE  d.mode IN ('emergency', 'both')
    AND    d.person IS NOT NULL
)
SELECT 'duty' AS subject_kind, j.id AS subject_id, CASE WHEN j.first_gone AND j.second_gone THEN 'left' ELSE 'phone' END AS key,
       j.id AS duty,
       CASE WHEN j.first_gone AND j.second_gone THEN '在任者がいない' ELSE '電話番号が登録されていない' END AS why_ja,
       CASE WHEN j.first_gone AND j.second_gone THEN 'nobody is in office' ELSE 'no telephone number' END AS why_en
FROM   judged j
WHERE  j.known
AND    NOT j.phone
