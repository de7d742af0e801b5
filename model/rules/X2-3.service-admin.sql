-- id: X2-3.service-admin
-- check: C3-8
-- rows: X2-3, C3-8, S4-K2
-- class: must
-- severity: high
-- ja: サービス用のアカウント(構成要素「{component|component}」、{account})が、管理者の権限「{role|account_role}」を持つ
-- en: a service account ({account} in {component|component}) holds the administrator role "{role|account_role}"
SELECT 'account' AS subject_kind, a.id AS subject_id, '' AS key, a.component, a.id AS account, r.id AS role
FROM   account a
JOIN   account_role r
       ON r.id = a.role
WHERE  a.type = 'service'
AND    r.privileged = 1
