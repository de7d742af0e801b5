-- id: X5-2.matrix
-- check: C3-4
-- rows: X5-2, C3-4, S6-R1
-- class: should/should/advice
-- severity: medium
-- note: From the test gate on, in applications. Roles that work on a component, and what others may do there and they may
--   not: was the refusal ever tried, by a test as that role or by an assessment of authorisation?
-- ja: 権限「{role|account_role}」に許されない操作({operations}、{component|component})が断られることを、試験や診断で確かめていない
-- en: nobody tested that the role "{role|account_role}" is refused what only others may do in {component|component} ({operations})
WITH works AS (
    SELECT DISTINCT r.id AS role, r.component
    FROM   account_role_rights r
),
refused AS (
    SELECT DISTINCT w.role, w.component, o.operation
    FROM   works w
    JOIN   account_role_rights o
           ON o.component = w.component
    WHERE  o.access IN ('write', 'approve', 'admin')
    AND    NOT EXISTS (SELECT 1
                       FROM   account_role_rights m
                       WHERE  m.id = w.role
                       AND    m.component = o.component
                       AND    m.operation = o.operation)
)
SELECT 'account_role' AS subject_kind, r.role AS subject_id, r.component AS key, r.role, r.component,
       group_concat(r.operation, ', ') AS operations
FROM   refused r
JOIN   account_role a
       ON a.id = r.role
JOIN   component l
       ON l.id = r.component
WHERE  a.privileged = 0
AND    l.layer = 'application'
AND    EXISTS (SELECT 1
               FROM   phase_reached p
               WHERE  p.phase = 6)
AND    NOT EXISTS (SELECT 1
                   FROM   test_run_cases t
                   JOIN   test_run_components k
                          ON k.id = t.id
                   WHERE  t.account_role = r.role
                   AND    t.result = 'pass'
                   AND    k.value = r.component)
AND    NOT EXISTS (SELECT 1
                   FROM   assessment_aspects s
                   JOIN   assessment d
                          ON d.id = s.id
                   JOIN   assessment_scope g
                          ON g.id = s.id
                   JOIN   at_component c
                          ON c.kind = g.value_kind
                          AND c.id = g.value_id
                   WHERE  s.value = 'authz'
                   AND    d.finished_on IS NOT NULL
                   AND    c.component = r.component)
GROUP  BY r.role, r.component
