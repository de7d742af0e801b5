-- id: C1-1.class-contradicts-use
-- check: C1-1
-- rows: C1-1, S1-T1
-- class: should
-- severity: medium
-- ja: {what}
-- en: {what_en}
SELECT 'information' AS subject_kind, i.id AS subject_id, 'published' AS key,
       '「' || i.name || '」は公開情報とされているのに、公開できない内容か格付になっている' AS what,
       '"' || coalesce(i.name_en, i.name)
       || '" is called published, but its content or grade does not allow that' AS what_en
FROM   information i
WHERE  i.form = 'published'
AND    (i.c > 1
        OR i.personal IN ('sensitive', 'my_number'))
UNION ALL
SELECT 'task', t.id, 'stop',
       '業務「' || t.name || '」は短時間しか止められないのに、扱う情報の可用性がすべて1になっている',
       'the task "' || coalesce(t.name_en, t.name)
       || '" can hardly stop, yet all its information stands at availability 1'
FROM   task t
WHERE  t.tolerable_stop <= mv('stop.short')
AND    EXISTS (SELECT 1 FROM task_information n WHERE n.id = t.id)
AND    NOT EXISTS (
           SELECT 1
           FROM   task_information n
           JOIN   information i
                  ON i.id = n.value
           WHERE  n.id = t.id
           AND    i.a = 2)
UNION ALL
SELECT 'information', i.id, 'persons',
       '「' || i.name || '」は個人情報とされているのに、本人の数が0人になっている',
       '"' || coalesce(i.name_en, i.name) || '" is personal information of 0 people'
FROM   information i
WHERE  i.personal <> 'none'
AND    i.subjects = 0
