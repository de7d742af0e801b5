-- id: X2-3.service-admin
-- check: C3-8
-- rows: X2-3, C3-8, S4-K2
-- class: must
-- severity: high
-- note: By its role, or as seen on the machine.
-- ja: サービス用のアカウント(構成要素「{component|component}」、{account})が、管理者の権限{role_ja}を持つ
-- en: a service account ({account} in {component|component}) holds {role_en}
SELECT 'account' AS subject_kind, a.id AS subject_id, '' AS key, a.component, a.id AS account,
       '「' || coalesce(r.name, r.id) || '」' AS role_ja,
       'the administrator role "' || coalesce(r.name_en, r.name, r.id) || '"' AS role_en
FROM   account a
JOIN   account_role r
       ON r.id = a.role
WHERE  a.type = 'service'
AND    r.privileged = 1
UNION ALL
SELECT 'account', a.id, '', a.component, a.id, coalesce('「' || min(o.role) || '」', '(観測による)'),
       coalesce('the administrator right ' || min(o.role), 'administrator rights as seen on the machine')
FROM   account a
JOIN   (SELECT x.component, x.login, NULL AS role
        FROM   observed_account x
        WHERE  x.privileged = 1
        AND    x.enabled = 1
        UNION ALL
        SELECT y.component, y.login, y.role
        FROM   observed_right y
        WHERE  glob_match(mv('roles.admin'), y.role) = 1) o
       ON o.component = a.component
       AND lower(o.login) = lower(a.login)
WHERE  a.type = 'service'
GROUP  BY a.id
