-- id: C3-7.no-plan
-- check: C3-7
-- rows: C3-7, S4-R2, S4-K3
-- class: must
-- severity: high
-- ja: 止められない情報「{information|information}」の保管先{component|component}が、どのバックアップ計画の対象にもなっていない
-- en: {component|component}, where "{information|information}" that must be at hand is kept, is in no backup plan
SELECT 'information' AS subject_kind, n.id AS subject_id, c.id AS key, n.id AS information, c.id AS component
FROM   information n
JOIN   information_stored_in s
       ON s.id = n.id
JOIN   component c
       ON c.id = s.value
WHERE  n.a = 2
AND    c.env = 'production'
AND    c.type NOT IN ('search', 'queue', 'cdn', 'backup')
AND    NOT EXISTS (SELECT 1
                   FROM   backup_plan_information i
                   JOIN   backup_plan_sources k
                          ON k.id = i.id
                   WHERE  i.value = n.id
                   AND    k.value = c.id)
AND    NOT EXISTS (SELECT 1 FROM in_operation)
