-- id: C3-7.same-admin
-- check: C3-7
-- rows: C3-7, S4-R2
-- class: must/should/should
-- severity: high
-- ja: 権限「{role|account_role}」は、本体と、その写しの置き場({plan|backup_plan})の両方を消せる
-- en: the role "{role|account_role}" can erase both the data and where its copy lies ({plan|backup_plan})
WITH admin AS (
    SELECT DISTINCT r.id AS role, l.component
    FROM   account_role_rights r
    JOIN   host_line l
           ON l.host = r.component
    WHERE  r.access IN ('admin', 'delete')
)
SELECT DISTINCT 'backup_plan' AS subject_kind, b.id AS subject_id, x.role AS key, b.id AS plan, x.role
FROM   backup_plan b
JOIN   backup_plan_sources k
       ON k.id = b.id
JOIN   admin x
       ON x.component = b.destination
JOIN   admin y
       ON y.component = k.value
       AND y.role = x.role
WHERE  b.offline = 0
AND    b.immutable = 0
