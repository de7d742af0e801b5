-- id: X1-1.unidentified
-- check: C7-3
-- rows: X1-1, C7-3, S4-K2
-- class: must/must/should
-- severity: high
-- ja: 共用アカウント({account}、{component|component})を誰が使ったかを{why_ja}
-- en: who used the shared account {account} of {component|component} {why_en}
WITH judged AS (
    SELECT a.id, a.component, blank(a.identified_by, 4) AS silent,
           EXISTS (SELECT 1
                   FROM   log_source l
                   JOIN   log_source_events e
                          ON e.id = l.id
                   JOIN   host_line h
                          ON h.component = a.component
                          AND h.host = l.component
                   WHERE  e.value IN ('privileged', 'auth')) AS logged
    FROM   account a
    WHERE  a.type = 'shared'
)
SELECT 'account' AS subject_kind, j.id AS subject_id, CASE WHEN j.silent THEN 'rule' ELSE 'log' END AS key, j.id AS account, j.component,
       CASE WHEN j.silent THEN '特定する手段が決まっていない' ELSE '特定する手段はあるが、裏付けるログが取られていない' END AS why_ja,
       CASE WHEN j.silent THEN 'cannot be told: no rule says how' ELSE 'is to be told by a rule, but no log backs it' END AS why_en
FROM   judged j
WHERE  j.silent
OR     NOT j.logged
