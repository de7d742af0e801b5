-- id: X2-1.admin-no-mfa
-- check: C3-8
-- rows: X2-1, C3-8, S4-K2
-- class: must
-- severity: high
-- note: In operation accounts without a second factor are told by C7-3.no_mfa.
-- ja: {what_ja}は管理者の入口なのに、認証({auth|auth})が多要素ではない
-- en: {what_en} is an administrator's way in, but its authentication ({auth|auth}) is not multi-factor
SELECT 'account_role' AS subject_kind, r.id AS subject_id, '' AS key, r.auth,
       '権限「' || coalesce(r.name, r.id) || '」' AS what_ja, 'the role ' || coalesce(r.name_en, r.name, r.id) AS what_en
FROM   account_role r
WHERE  r.privileged = 1
AND    strength(r.auth) < 3
UNION ALL
SELECT 'flow', f.id, '', f.auth, '流れ「' || coalesce(f.name, f.id) || '」', 'the flow ' || coalesce(f.name_en, f.name, f.id)
FROM   flow f
JOIN   interface i
       ON i.id = f.interface
LEFT   JOIN actor a
       ON f.from_kind = 'actor'
       AND a.id = f.from_id
WHERE  (i.management = 1
        OR (i.type IN ('shell', 'console', 'db') AND a.type IN ('admin', 'operator')))
AND    strength(f.auth) < 3
AND    NOT (a.id IS NULL AND strength(f.auth) = 2)
UNION ALL
SELECT 'account', a.id, '', 'password', coalesce(c.name, c.id) || 'の特権アカウント',
       'the privileged account in ' || coalesce(c.name_en, c.name, c.id)
FROM   account a
JOIN   component c
       ON c.id = a.component
JOIN   observed_account o
       ON o.component = a.component
       AND lower(o.login) = lower(a.login)
WHERE  o.privileged = 1
AND    o.enabled = 1
AND    o.mfa = 0
AND    a.type NOT IN ('service', 'emergency')
AND    NOT EXISTS (SELECT 1 FROM in_operation)
GROUP  BY a.id
