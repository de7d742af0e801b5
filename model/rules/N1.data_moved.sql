-- id: N1.data_moved
-- check: C3-7
-- rows: N1, C3-7
-- class: should
-- severity: medium
-- note: Of information that need be neither at hand nor exact; of that which must, C3-7.no-plan and C7-8 tell it.
-- ja: 「{information|information}」の保管先に{component|component}が加わったが、バックアップ計画はそこを写していない
-- en: {component|component} has become a place of "{information|information}", but no backup plan copies it from there
SELECT 'information' AS subject_kind, n.id AS subject_id, c.id AS key, n.id AS information, c.id AS component
FROM   information n
JOIN   information_stored_in s
       ON s.id = n.id
JOIN   component c
       ON c.id = s.value
WHERE  n.a = 1
AND    n.i = 1
AND    c.env = 'production'
AND    c.type NOT IN ('search', 'queue', 'cdn', 'backup')
AND    EXISTS (SELECT 1
               FROM   backup_plan_information i
               WHERE  i.value = n.id)
AND    NOT EXISTS (SELECT 1
                   FROM   backup_plan_information i
                   JOIN   backup_plan_sources k
                          ON k.id = i.id
                   WHERE  i.value = n.id
                   AND    k.value = c.id)
AND    (SELECT max(m.at)
        FROM   model_change m
        WHERE  m.kind = 'information'
        AND    m.id = n.id
        AND    m.field = 'stored_in')
       > coalesce((SELECT max(b.put_at)
                   FROM   backup_plan b
                   JOIN   backup_plan_information i
                          ON i.id = b.id
                   WHERE  i.value = n.id), 0)
