-- id: P5b.role-vacant
-- check: C1-3
-- rows: P5b, A1, A3, A4, C1-3
-- class: must
-- severity: high
-- note: The last day of a grant is announced as advice. A folder without any grant (no organisation's part)
--   tells nothing about who is in office. Low systems need no assessor.
-- ja: このシステムの{role|role}が{why}
-- en: the {role|role} of this system {why_en}
WITH needed(role) AS (
    VALUES ('manager'), ('owner')
    UNION ALL
    SELECT 'assessor'
    FROM   context x
    WHERE  x.rank <> 'low'
),
held AS (
    SELECT r.role, max(r.ends_on) AS ends_on
    FROM   role_now r
    WHERE  r.person NOT IN (SELECT id FROM gone)
    GROUP  BY r.role
)
SELECT 'system' AS subject_kind, :system AS subject_id, n.role AS key, n.role,
       CASE WHEN h.role IS NULL THEN 'must' ELSE 'advice' END AS class,
       CASE WHEN h.role IS NULL THEN 'いない' ELSE 'まもなく任期を終えるが、後任の付与がない' END AS why,
       CASE WHEN h.role IS NULL THEN 'is not in office' ELSE 'soon comes to the end of the term, with no successor granted' END AS why_en
FROM   needed n
JOIN   context x
LEFT   JOIN held h
       ON h.role = n.role
WHERE  (h.role IS NULL
        OR h.ends_on <= :now + mv('grant.warn'))
AND    (coalesce(x.folder, 0) = 0
        OR EXISTS (SELECT 1 FROM role_grant_all))
