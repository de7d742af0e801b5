-- id: C3-3.data-unneeded
-- check: C3-3
-- rows: C3-3, P4
-- class: must/must/should
-- severity: medium
-- ja: 「{information|information}」は保存されているが、どの業務でも使われていない
-- en: "{information|information}" is kept, but no task uses it
SELECT 'information' AS subject_kind, n.id AS subject_id, '' AS key, n.id AS information,
       CASE WHEN n.personal = 'none' THEN 'should' END AS class
FROM   information n
WHERE  n.form NOT IN ('log', 'credential', 'key', 'program')
AND    EXISTS (SELECT 1
               FROM   information_stored_in s
               WHERE  s.id = n.id)
AND    EXISTS (SELECT 1 FROM task)
AND    NOT EXISTS (SELECT 1
                   FROM   task_information t
                   WHERE  t.value = n.id)
