-- id: C6-1.deputy
-- check: C6-1
-- rows: C6-1, S7-R1
-- class: must/should/-
-- severity: medium
-- ja: 有事の「{duty|duty}」に、代わりを務められる人がいない({why_ja})
-- en: the emergency duty "{duty|duty}" has no usable deputy ({why_en})
WITH judged AS (
    SELECT d.id,
           CASE WHEN d.deputy IS NULL THEN 'none'
                WHEN d.deputy = d.person THEN 'same'
                WHEN EXISTS (SELECT 1
                             FROM   person_all p
                             WHERE  p.id = d.deputy
                             AND    (p.left_on <= :now OR p.retired_at IS NOT NULL)) THEN 'left' END AS why
    FROM   duty d
    WHERE  d.mode <> 'normal'
    AND    d.person IS NOT NULL
)
SELECT 'duty' AS subject_kind, j.id AS subject_id, j.why AS key, j.id AS duty,
       CASE j.why WHEN 'none' THEN '代理が決まっていない' WHEN 'same' THEN '本人が代理になっている'
                  ELSE '代理は離任した' END AS why_ja,
       CASE j.why WHEN 'none' THEN 'none is named' WHEN 'same' THEN 'the holder is named as deputy'
                  ELSE 'the deputy has left' END AS why_en
FROM   judged j
WHERE  j.why IS NOT NULL
