-- id: C2-2.no-main
-- check: C2-2
-- rows: C2-2, S3-T2, S3-K1, P2b, A1
-- class: must
-- severity: high
-- ja: 「{task|dtask}」の主担当が決まっていない{place}{components|component}{others}
-- en: Nobody is mainly responsible for "{task|dtask}"{place_en}{components|component}{others_en}
WITH open AS (
    SELECT n.task, n.component, count(h.cell) AS others
    FROM   task_needed n
    LEFT   JOIN task_held h
           ON h.subject = n.subject
    GROUP  BY n.subject
    HAVING count(CASE WHEN h.part = 'main' THEN 1 END) = 0
),
listed AS (
    SELECT o.task, o.component, o.others,
           row_number() OVER (PARTITION BY o.task ORDER BY o.component) AS nth
    FROM   open o
)
SELECT 'system' AS subject_kind, :system AS subject_id, l.task AS key, l.task,
       CASE WHEN count(l.component) > 0 THEN '。構成要素' || count(l.component) || '件: ' ELSE '' END AS place,
       CASE WHEN count(l.component) > 0 THEN ', components (' || count(l.component) || '): ' ELSE '' END AS place_en,
       coalesce(group_concat(CASE WHEN l.nth <= 20 THEN l.component END), '') AS components,
       CASE WHEN sum(l.others) > 0 THEN '。最も狭い範囲の行に、支援、承認、報告先しかない' ELSE '' END AS others,
       CASE WHEN sum(l.others) > 0 THEN '; the rows of the narrowest scope only support, approve or are informed'
            ELSE '' END AS others_en
FROM   listed l
WHERE  EXISTS (SELECT 1 FROM second_party)
GROUP  BY l.task
