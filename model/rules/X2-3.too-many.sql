-- id: X2-3.too-many
-- check: C3-8
-- rows: X2-3, C3-8, S4-K2
-- class: should
-- severity: medium
-- waits: evidence
-- note: In operation the number is told by C7-3.too_many. Unused: measured to the day of the export.
-- ja: 特権「{role|account_role}」の{what_ja}
-- en: of the privileged role "{role|account_role}" {what_en}
WITH seen AS (
    SELECT r.id AS role, r.max_accounts, count(DISTINCT o.component || ' ' || lower(o.login)) AS n
    FROM   account_role r
    JOIN   account a
           ON a.role = r.id
    JOIN   observed_account o
           ON o.component = a.component
           AND lower(o.login) = lower(a.login)
    WHERE  r.privileged = 1
    AND    a.type <> 'emergency'
    AND    o.privileged = 1
    AND    o.enabled = 1
    GROUP  BY r.id
)
SELECT 'account_role' AS subject_kind, s.role AS subject_id, 'number' AS key, s.role,
       'アカウントが' || s.n || '個あり、計画の' || s.max_accounts || '個を超えている' AS what_ja,
       'there are ' || s.n || ' accounts, more than the ' || s.max_accounts || ' planned' AS what_en
FROM   seen s
WHERE  s.n > s.max_accounts
AND    NOT EXISTS (SELECT 1 FROM in_operation)
UNION ALL
SELECT 'account_role', r.id, 'unused', r.id,
       'うち' || count(DISTINCT o.component || ' ' || o.operation) || '件の操作は、長く使われていない',
       count(DISTINCT o.component || ' ' || o.operation) || ' rights have not been used for long'
FROM   account_role r
JOIN   account a
       ON a.role = r.id
JOIN   observed_right o
       ON o.component = a.component
       AND lower(o.login) = lower(a.login)
WHERE  r.privileged = 1
AND    a.type <> 'emergency'
AND    o.last_used_at + mv('right.unused') <= o.seen_at
GROUP  BY r.id
