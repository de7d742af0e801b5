-- id: C1-4.one-sided
-- check: C1-4
-- rows: C1-4, S2-R1
-- class: must
-- severity: high
-- ja: {type|requirement.type}の要件が{gap}
-- en: {gap_en} requirement of the kind "{type|requirement.type}"
WITH kind AS (
    SELECT 'functional' AS type
    UNION ALL
    SELECT 'nonfunctional'
)
SELECT 'system' AS subject_kind, :system AS subject_id,
       k.type || CASE WHEN count(r.id) > 0 THEN '-optional' ELSE '' END AS key, k.type,
       CASE WHEN count(r.id) > 0 THEN '、加点か適用除外のものしかない' ELSE '一つも定められていない' END AS gap,
       CASE WHEN count(r.id) > 0 THEN 'Only optional or excluded ones are left: there is no binding'
            ELSE 'There is no' END AS gap_en
FROM   kind k
LEFT   JOIN requirement r
       ON r.type = k.type
WHERE  EXISTS (SELECT 1 FROM requirement)
AND    NOT EXISTS (SELECT 1
                   FROM   requirement q
                   WHERE  q.type = k.type
                   AND    q.priority = 'must'
                   AND    NOT EXISTS (SELECT 1
                                      FROM   excepted_requirement e
                                      WHERE  e.requirement = q.id))
GROUP  BY k.type
