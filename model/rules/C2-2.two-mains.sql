-- id: C2-2.two-mains
-- check: C2-2
-- rows: C2-2, S3-T2, S3-K1, P2b, A1
-- class: must
-- severity: high
-- ja: 「{task|dtask}」の主担当が{holders}者ある({place|@place_kind}): {names|party}
-- en: {holders} parties are mainly responsible for "{task|dtask}" ({place_en|@place_kind}): {names|party}
-- note: On one scope, wherever a needed task resolves to it (a task of the whole system: on any scope);
--   or on several scopes that are equally near to a component, such as two contracts that name it.
WITH main AS (
    SELECT DISTINCT h.task, h.subject, h.component, h.scope_kind, h.scope_id, h.holder
    FROM   task_held h
    WHERE  h.part = 'main'
),
claim AS (
    SELECT m.task, m.scope_kind, m.scope_id, m.holder
    FROM   main m
    UNION
    SELECT d.task, d.scope_kind, d.scope_id, d.holder
    FROM   demarcation d
    JOIN   task_needed n
           ON n.task = d.task
           AND n.component IS NULL
    WHERE  d.part = 'main'
),
clash AS (
    SELECT c.task, c.scope_kind, c.scope_id, count(*) AS holders, group_concat(c.holder) AS names
    FROM   claim c
    GROUP  BY c.task, c.scope_kind, c.scope_id
    HAVING count(*) > 1
)
SELECT 'system' AS subject_kind, :system AS subject_id,
       x.task || '@' || coalesce(x.scope_kind || ':' || x.scope_id, 'system') AS key, x.task, x.holders, x.names,
       x.scope_kind AS place_kind, coalesce(x.scope_id, 'システム全体') AS place,
       coalesce(x.scope_id, 'the whole system') AS place_en
FROM   clash x
UNION ALL
SELECT 'system', :system, m.subject, m.task, count(DISTINCT m.holder), group_concat(DISTINCT m.holder),
       'component', m.component, m.component
FROM   main m
WHERE  NOT EXISTS (SELECT 1
                   FROM   main y
                   JOIN   clash x
                          ON x.task = y.task
                          AND x.scope_kind IS y.scope_kind
                          AND x.scope_id IS y.scope_id
                   WHERE  y.subject = m.subject)
GROUP  BY m.subject
HAVING count(DISTINCT m.holder) > 1
