-- id: C2-2.two-mains
-- check: C2-2
-- rows: C2-2, S3-T2, S3-K1, P2b, A1
-- class: must
-- severity: high
-- ja: 「{task|dtask}」の主担当が{holders}者ある({scope}): {names}
-- en: {holders} parties are mainly responsible for "{task|dtask}" ({scope}): {names}
WITH cell AS (
    SELECT DISTINCT d.task, coalesce(d.scope_kind || ':' || d.scope_id, 'system') AS scope, d.holder
    FROM   demarcation d
    WHERE  d.part = 'main'
)
SELECT 'system' AS subject_kind, :system AS subject_id, c.task || '@' || c.scope AS key,
       c.task, c.scope, count(*) AS holders, group_concat(coalesce(p.name, c.holder), '、') AS names
FROM   cell c
LEFT   JOIN party p
       ON p.id = c.holder
GROUP  BY c.task, c.scope
HAVING count(*) > 1
