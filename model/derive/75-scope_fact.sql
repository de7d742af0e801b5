-- view: scope_fact
-- note: The facts that contradict a scope stated empty (rules of V.not_empty), also those that are over:
--   a statement made before `gone_at` of the last of them is void. NULL: the fact stands now.
SELECT 'no_web' AS scope, 'interface' AS kind, i.id, i.retired_at AS gone_at FROM interface_all i
WHERE  i.type IN ('web', 'api', 'app')
UNION ALL
SELECT 'no_web', 'component', o.component, NULL FROM observed_interface o
WHERE  o.service IN ('http', 'https') AND o.component IS NOT NULL
UNION ALL
SELECT 'no_external', 'interface', i.id, i.retired_at FROM interface_all i
WHERE  i.exposure <> 'isolated'
UNION ALL
SELECT 'no_external', 'component', o.component, NULL FROM observed_interface o
WHERE  o.is_external = 1 AND o.component IS NOT NULL
UNION ALL
SELECT 'no_own_code', 'component', c.id, c.retired_at FROM component_all c
WHERE  c.custom = 1 OR c.repository IS NOT NULL
UNION ALL
SELECT 'no_own_code', 'component', p.component, NULL FROM pipeline_fact p
WHERE  p.component IS NOT NULL
UNION ALL
SELECT 'no_personal', 'information', i.id, i.retired_at FROM information_all i
WHERE  i.personal <> 'none' OR i.subjects > 0
UNION ALL
SELECT 'no_contractor', 'contract', c.id,
       coalesce(c.retired_at, CASE WHEN c.ends_on <= (SELECT now FROM context) THEN c.ends_on
                                   WHEN c.stage = 'ended' THEN c.put_at END)
FROM   contract_all c
WHERE  c.stage IN ('concluded', 'ended')
AND    c.type NOT IN ('goods', 'license')
AND    c.party NOT IN (SELECT party FROM own_unit)
UNION ALL
SELECT 'no_contractor', 'component', c.id, c.retired_at FROM component_all c
WHERE  c.contractor NOT IN (SELECT party FROM own_unit)
UNION ALL
SELECT 'no_contractor', 'demarcation', d.id, d.retired_at
FROM   demarcation_all d
JOIN   party p
       ON p.id = d.holder
WHERE  p.type IN ('contractor', 'csp', 'supplier', 'assessor')
UNION ALL
SELECT 'no_contractor', 'person', r.person, NULL FROM role_now r
WHERE  r.role = 'contractor'
UNION ALL
SELECT 'no_cloud', 'component', c.id, c.retired_at FROM component_all c
WHERE  c.cloud_service IS NOT NULL OR c.type IN ('saas', 'cdn')
UNION ALL
SELECT 'no_cloud', 'zone', z.id, z.retired_at FROM zone_all z
WHERE  z.type = 'cloud'
UNION ALL
SELECT 'no_important', 'information', i.id, i.retired_at FROM information_all i
WHERE  i.a = 2 OR i.i = 2
UNION ALL
SELECT 'no_important', 'task', t.id, t.retired_at FROM task_all t
WHERE  t.tolerable_stop <= mv('stop.important') OR t.tolerable_loss <= mv('stop.important')
UNION ALL
SELECT 'no_privileged', 'account_role', a.id, a.retired_at FROM account_role_all a
WHERE  a.privileged = 1
UNION ALL
SELECT 'no_privileged', 'interface', i.id, i.retired_at FROM interface_all i
WHERE  i.management = 1
UNION ALL
SELECT 'no_privileged', 'component', o.component, NULL FROM observed_account o
WHERE  o.privileged = 1 AND o.enabled = 1 AND o.component IS NOT NULL
UNION ALL
SELECT 'link', 'link', l.id, l.retired_at FROM link_all l
UNION ALL
SELECT 'product', 'component', c.id, c.retired_at
FROM   component_all c
LEFT   JOIN cloud_service s
       ON s.id = c.cloud_service
WHERE  c.env = 'production'
AND    c.layer IN ('application', 'middleware', 'os')
AND    c.type NOT IN ('saas', 'cdn')
AND    (c.cloud_service IS NULL OR s.model = 'iaas')
