-- id: S7-R1.sod
-- check: C6-1
-- rows: S7-R1, C6-1
-- class: must/should/-
-- severity: medium
-- ja: 設定や特権を扱う人だけが、その点検({task|dtask})も担っている。点検する人を別に決める
-- en: only those who change settings or hold privileges do "{task|dtask}", too; let somebody else look
WITH holder AS (
    SELECT DISTINCT t.value AS task, d.person
    FROM   duty_tasks t
    JOIN   duty d
           ON d.id = t.id
    WHERE  d.person IS NOT NULL
)
SELECT 'system' AS subject_kind, :system AS subject_id, h.task AS key, h.task
FROM   holder h
WHERE  h.task IN ('log', 'monitor')
GROUP  BY h.task
HAVING sum(NOT EXISTS (SELECT 1
                       FROM   holder o
                       WHERE  o.person = h.person
                       AND    o.task IN ('config', 'privilege'))) = 0
