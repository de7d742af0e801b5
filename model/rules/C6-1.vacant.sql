-- id: C6-1.vacant
-- check: C6-1
-- rows: C6-1, S7-R1
-- class: must
-- severity: high
-- ja: 「{duty|duty}」の担当者が決まっていない
-- en: nobody holds the duty "{duty|duty}"
SELECT 'duty' AS subject_kind, d.id AS subject_id, '' AS key, d.id AS duty
FROM   duty d
WHERE  d.person IS NULL
OR     EXISTS (SELECT 1
               FROM   person_all p
               WHERE  p.id = d.person
               AND    p.retired_at IS NOT NULL)
