-- id: X2-3.wildcard
-- check: C3-8
-- rows: X2-3, C3-8, S4-K2
-- class: must
-- severity: high
-- waits: evidence
-- note: Full rights of an account whose role has no privileges, or that nobody declared. Emergency accounts are
--   declared for it. In operation undeclared privileged accounts are told by C7-3.undeclared.
-- ja: {component|component}で、管理者の権限を持つはずのないアカウント「{login}」が{how_ja}
-- en: in {component|component} the account "{login}" {how_en}, though it is no administrator's
WITH full AS (
    SELECT o.component, o.login, min(o.id) AS id, 'すべての操作を許されている' AS how_ja, 'may do everything' AS how_en, 0 AS late
    FROM   observed_right o
    WHERE  o.wildcard = 1
    GROUP  BY o.component, lower(o.login)
    UNION ALL
    SELECT o.component, o.login, min(o.id), '特権を持つ', 'is privileged', 1
    FROM   observed_account o
    WHERE  o.privileged = 1
    AND    o.enabled = 1
    GROUP  BY o.component, lower(o.login)
),
judged AS (
    SELECT f.component, f.login, f.id, f.how_ja, f.how_en, f.late, a.id AS account, a.type, r.privileged
    FROM   full f
    JOIN   component c
           ON c.id = f.component
    LEFT   JOIN account a
           ON a.component = f.component
           AND lower(a.login) = lower(f.login)
    LEFT   JOIN account_role r
           ON r.id = a.role
)
SELECT CASE WHEN j.account IS NULL THEN 'component' ELSE 'account' END AS subject_kind,
       coalesce(j.account, j.component) AS subject_id, CASE WHEN j.account IS NULL THEN min(j.id) ELSE '' END AS key,
       j.component, j.login, j.how_ja, j.how_en
FROM   judged j
WHERE  (j.account IS NOT NULL
        AND coalesce(j.privileged, 0) = 0
        AND j.type <> 'emergency')
OR     (j.account IS NULL
        AND NOT (j.late AND EXISTS (SELECT 1 FROM in_operation)))
GROUP  BY j.component, lower(j.login)
