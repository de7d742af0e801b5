-- table: approval
-- note: One row for every live object of a kind that is approved: what the newest decision
--   of a role that may decide says of it now. A decision that only stands in a folder is claimed, and
--   counts as newest only where there is no other.
--   `draft`: decided, but at rank high a second role has not decided yet.
WITH newest AS (
    SELECT d.subject_kind AS kind, d.subject_id AS id, d.choice, d.put_by, d.put_role, d.put_at,
           d.ends_on, d.digest, d.known_by,
           row_number() OVER (PARTITION BY d.subject_kind, d.subject_id
                              ORDER BY d.known_by IS 'folder', d.put_at DESC, d.seq DESC, d.id DESC) AS nth
    FROM   decision d
    JOIN   object o
           ON o.kind = d.subject_kind AND o.id = d.subject_id
    JOIN   approver a
           ON a.kind = d.subject_kind AND a.role = d.put_role
           AND a.org = (o.system = '@org') AND a.extra = 0
),
second AS (
    SELECT d.subject_kind AS kind, d.subject_id AS id, d.digest, d.known_by
    FROM   decision d
    JOIN   approver a
           ON a.kind = d.subject_kind
           AND a.role = d.put_role
           AND a.extra = 1
    WHERE  d.choice <> 'reject'
    AND    (d.ends_on IS NULL OR d.ends_on > :now)
)
SELECT o.system, o.kind, o.id,
       CASE WHEN o.put_by = 'sekisho' AND o.put_role = 'engine' THEN 'approved'
            WHEN n.id IS NULL THEN 'none'
            WHEN n.choice = 'reject' THEN 'rejected'
            WHEN n.ends_on <= :now THEN 'expired'
            WHEN n.known_by = 'folder' THEN 'claimed'
            WHEN n.digest IS NOT o.digest THEN 'stale'
            WHEN (SELECT rank FROM context) = 'high'
                 AND EXISTS (SELECT 1 FROM approver a WHERE a.kind = o.kind AND a.extra = 1)
                 AND NOT EXISTS (SELECT 1 FROM second s
                                 WHERE s.kind = o.kind
                                 AND s.id = o.id
                                 AND (s.digest = o.digest OR s.known_by = 'folder'))
                 THEN 'draft'
            WHEN n.choice = 'conditional' THEN 'conditional'
            ELSE 'approved' END AS state,
       n.put_by AS decided_by, n.put_role AS role, n.put_at AS at, n.ends_on
FROM   object o
LEFT   JOIN newest n
       ON n.kind = o.kind AND n.id = o.id AND n.nth = 1
WHERE  o.retired_at IS NULL
AND    EXISTS (SELECT 1 FROM approver a WHERE a.kind = o.kind)
