-- id: C2-2.no-oversight
-- check: C2-2
-- rows: C2-2, P2b, A1
-- class: should
-- severity: high
-- ja: 「{task|dtask}」は{holders|party}に任せきりで、委託元が承認も報告の受領もしない({place|@place_kind})
-- en: "{task|dtask}" is left to {holders|party} alone: the client neither approves nor is informed ({place_en|@place_kind})
SELECT 'system' AS subject_kind, :system AS subject_id,
       d.task || '@' || coalesce(d.scope_kind || ':' || d.scope_id, 'system') AS key, d.task,
       group_concat(DISTINCT d.holder) AS holders, d.scope_kind AS place_kind,
       coalesce(d.scope_id, 'システム全体') AS place, coalesce(d.scope_id, 'the whole system') AS place_en
FROM   demarcation d
JOIN   party p
       ON p.id = d.holder
WHERE  d.part = 'main'
AND    mv_has('demarcation.key_tasks', d.task)
AND    NOT EXISTS (SELECT 1
                   FROM   demarcation o
                   WHERE  o.task = d.task
                   AND    o.holder IN (SELECT party FROM own_unit)
                   AND    (o.scope_id IS NULL
                           OR (o.scope_kind = d.scope_kind
                               AND o.scope_id = d.scope_id)))
GROUP  BY d.task, d.scope_kind, d.scope_id
