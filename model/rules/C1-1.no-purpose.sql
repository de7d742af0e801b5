-- id: C1-1.no-purpose
-- check: C1-1
-- rows: C1-1, S1-T1
-- class: should
-- severity: medium
-- ja: {what}
-- en: {what_en}
SELECT 'system' AS subject_kind, s.id AS subject_id, '' AS key,
       'システムの目的が、読んで分かる文で書かれていない' AS what,
       'the purpose of the system is not told in words that explain it' AS what_en
FROM   system s
WHERE  blank(s.purpose, 20)
OR     norm(s.purpose) = norm(s.name)
UNION ALL
SELECT 'task', t.id, 'task',
       '業務「' || t.name || '」で扱う情報が書かれていない',
       'the task "' || coalesce(t.name_en, t.name) || '" names no information that it handles'
FROM   task t
WHERE  NOT EXISTS (
           SELECT 1
           FROM   task_information n
           JOIN   information i
                  ON i.id = n.value
           WHERE  n.id = t.id)
