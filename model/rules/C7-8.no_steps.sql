-- id: C7-8.no_steps
-- check: C7-8
-- rows: C7-8
-- class: must/must/should
-- severity: medium
-- ja: バックアップ計画「{plan|backup_plan}」に、使える復元の手順書がない({why_ja})
-- en: the backup plan "{plan|backup_plan}" has no usable restore procedure ({why_en})
WITH judged AS (
    SELECT b.id,
           CASE WHEN b.restore_procedure IS NULL THEN 'none'
                WHEN p.id IS NOT NULL AND p.type <> 'backup' THEN 'type'
                WHEN p.id IS NOT NULL AND a.id IS NULL THEN 'unapproved' END AS why
    FROM   backup_plan b
    LEFT   JOIN procedure p
           ON p.id = b.restore_procedure
    LEFT   JOIN ok a
           ON a.kind = 'procedure'
           AND a.id = p.id
)
SELECT 'backup_plan' AS subject_kind, j.id AS subject_id, j.why AS key, j.id AS plan,
       CASE j.why WHEN 'none' THEN '手順書が示されていない' WHEN 'type' THEN '示された手順書は復元の手順ではない'
                  ELSE '手順書が承認されていない' END AS why_ja,
       CASE j.why WHEN 'none' THEN 'none is named' WHEN 'type' THEN 'the one named is not for restoring'
                  ELSE 'it is not approved' END AS why_en
FROM   judged j
JOIN   in_operation o
WHERE  j.why IS NOT NULL
