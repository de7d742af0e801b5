-- id: C3-11.unapproved
-- check: C3-11
-- rows: C3-11, S4-K3
-- class: must
-- severity: medium
-- note: Until the operation is being prepared; from then on C6-2 and C7-8 tell it.
-- ja: {what_ja}
-- en: {what_en}
WITH early AS (
    SELECT 1 AS yes
    WHERE  NOT EXISTS (SELECT 1
                       FROM   phase_reached p
                       WHERE  p.phase = 7)
)
SELECT 'procedure' AS subject_kind, p.id AS subject_id, '' AS key, 'must' AS class,
       '手順書「' || coalesce(p.name, p.id) || '」は' || CASE a.state WHEN 'stale' THEN '承認の後に差し替えられた。もう一度承認を受ける'
                                                                 ELSE '承認されていない' END AS what_ja,
       'the procedure "' || coalesce(p.name_en, p.name, p.id) || '" ' || CASE a.state WHEN 'stale' THEN 'was changed after it was approved'
                                                                 ELSE 'is not approved' END AS what_en
FROM   procedure p
JOIN   early
JOIN   approval a
       ON a.kind = 'procedure'
       AND a.id = p.id
WHERE  p.system = :system
AND    p.type IN ('incident', 'continuity', 'backup')
AND    a.state NOT IN ('approved', 'conditional', 'claimed')
UNION ALL
SELECT 'backup_plan', b.id, 'steps', 'need',
       'バックアップ計画「' || coalesce(b.name, b.id) || '」に、復元の手順書が示されていない',
       'the backup plan "' || coalesce(b.name_en, b.name, b.id) || '" names no procedure to restore from it'
FROM   backup_plan b
JOIN   early
WHERE  b.restore_procedure IS NULL
AND    EXISTS (SELECT 1
               FROM   backup_plan_information i
               JOIN   information n
                      ON n.id = i.value
               WHERE  i.id = b.id
               AND    n.a = 2)
