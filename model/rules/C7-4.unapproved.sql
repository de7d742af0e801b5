-- id: C7-4.unapproved
-- check: C7-4
-- rows: C7-4, S8-T1
-- class: must/must/should
-- severity: medium
-- ja: 変更「{change|change}」は、承認される前に実施された
-- en: the change "{change|change}" was carried out before it was approved
SELECT 'change' AS subject_kind, c.id AS subject_id, '' AS key, c.id AS change
FROM   change c
WHERE  c.done_at <= :now
AND    c.type IN ('normal', 'emergency')
AND    (c.type = 'normal' OR c.done_at + mv('change.emergency_review') <= :now)
AND    NOT EXISTS (SELECT 1
                   FROM   decision d
                   WHERE  d.subject_kind = 'change'
                   AND    d.subject_id = c.id
                   AND    d.choice <> 'reject'
                   AND    d.put_at <= c.done_at + CASE WHEN c.type = 'emergency'
                                                  THEN mv('change.emergency_review') ELSE 0 END)
