-- id: C3-9.same-admin
-- check: C3-9
-- rows: C3-9, S4-K2, S4-K3
-- class: must/should/should
-- severity: high
-- note: By one role, or by one person who holds a role on each side. The collectors' own logs are no logs of
--   those who are watched. One row for each collector and role.
-- ja: ログを集める{destination|component}を、監視される側の管理者も消せる({who_ja}、{n}件のログ)
-- en: {destination|component}, where logs are collected, can be erased by administrators who are being watched ({who_en}, {n} logs)
WITH watched AS (
    SELECT l.id, l.component, l.destination
    FROM   log_source l
    JOIN   component c
           ON c.id = l.component
    WHERE  l.protection <> 'worm'
    AND    c.type <> 'log'
    AND    c.env = 'production'
)
SELECT 'component' AS subject_kind, w.destination AS subject_id, x.role AS key, w.destination,
       '権限「' || coalesce(r.name, r.id) || '」' AS who_ja, 'role ' || coalesce(r.name_en, r.name, r.id) AS who_en,
       count(DISTINCT w.id) AS n
FROM   watched w
JOIN   admin_on x
       ON x.component = w.destination
JOIN   admin_on y
       ON y.component = w.component
       AND y.role = x.role
JOIN   account_role r
       ON r.id = x.role
GROUP  BY w.destination, x.role
UNION ALL
SELECT 'component', w.destination, x.role || '/' || y.role, w.destination,
       '権限「' || coalesce(r.name, r.id) || '」と「' || coalesce(q.name, q.id) || '」を同じ人が持つ',
       'one person holds the roles ' || coalesce(r.name_en, r.name, r.id) || ' and ' || coalesce(q.name_en, q.name, q.id),
       count(DISTINCT w.id)
FROM   watched w
JOIN   admin_on x
       ON x.component = w.destination
JOIN   admin_on y
       ON y.component = w.component
       AND y.role <> x.role
JOIN   account a
       ON a.role = x.role
JOIN   account b
       ON b.role = y.role
       AND b.person = a.person
JOIN   account_role r
       ON r.id = x.role
JOIN   account_role q
       ON q.id = y.role
GROUP  BY w.destination, x.role, y.role
