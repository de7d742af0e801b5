-- id: C7-3
-- waits: evidence
-- note: In operation: every component to which somebody has privileged access. Covered by an export of its accounts
--   and an item of an account review, both fresh; the older of the two counts.
WITH privileged AS (
    SELECT c.id
    FROM   component c
    WHERE  c.env = 'production'
    AND    (c.type IN ('idp', 'directory', 'database', 'hsm', 'ca', 'ci_cd', 'bastion')
            OR EXISTS (SELECT 1
                       FROM   account_role_rights r
                       WHERE  r.component = c.id
                       AND    r.access = 'admin')
            OR EXISTS (SELECT 1
                       FROM   interface i
                       WHERE  i.component = c.id
                       AND    i.management = 1))
),
export AS (
    SELECT a.component, max(a.seen_at) AS at
    FROM   observed_account a
    GROUP  BY a.component
),
reviewed AS (
    SELECT t.component, max(v.at) AS at
    FROM   review v
    JOIN   review_items i
           ON i.id = v.id
    JOIN   account t
           ON t.id = i.subject_id
    WHERE  v.type = 'account'
    AND    i.subject_kind = 'account'
    GROUP  BY t.component
)
SELECT 'component' AS subject_kind, p.id AS subject_id, CASE WHEN min(e.at, r.at) IS NOT NULL THEN 'component' END AS cover_kind,
       CASE WHEN min(e.at, r.at) IS NOT NULL THEN p.id END AS cover_id,
       CASE WHEN min(e.at, r.at) IS NOT NULL THEN 70 END AS proof, min(e.at, r.at) AS collected_at,
       min(e.at, r.at) + mv('interval.account_review') AS fresh_until, NULL AS changed_at,
       CASE WHEN coalesce(e.at, r.at) IS NULL THEN 'never' WHEN min(e.at, r.at) IS NULL THEN 'part' END AS reason
FROM   privileged p
JOIN   in_operation o
LEFT   JOIN export e
       ON e.component = p.id
LEFT   JOIN reviewed r
       ON r.component = p.id
