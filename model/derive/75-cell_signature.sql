-- view: cell_signature
-- note: The holder's agreement to a cell since it last changed: a statement of its people; where the
--   holder has no people here (cloud provider, platform, other body) the manager's with its paper.
--   document: 1 when a file stands behind it.
WITH word AS (
    SELECT d.id AS cell, p.type, t.put_role, t.put_at,
           EXISTS (SELECT 1
                   FROM   attestation_evidence e
                   JOIN   evidence v
                          ON v.id = e.value
                   WHERE  e.id = t.id) AS document,
           coalesce(t.party, q.party, d.holder) AS party, d.holder,
           max(d.created_at, coalesce(g.at, 0)) AS changed_at
    FROM   demarcation d
    JOIN   party p
           ON p.id = d.holder
    JOIN   attestation t
           ON t.subject_kind = 'demarcation'
           AND t.subject_id = d.id
    LEFT   JOIN person q
           ON q.id = t.put_by
    LEFT   JOIN chg g
           ON g.kind = 'demarcation'
           AND g.id = d.id
    WHERE  t.statement = 'conforming'
    AND    t.ends_on > (SELECT now FROM context)
)
SELECT w.cell, max(w.put_at) AS at, max(w.document) AS document
FROM   word w
WHERE  w.put_at >= w.changed_at
AND    ((w.put_role = 'contractor'
         AND EXISTS (SELECT 1
                     FROM   signs_for s
                     WHERE  s.holder = w.holder
                     AND    s.party = w.party))
        OR (w.put_role = 'manager'
            AND w.type IN ('csp', 'platform', 'unit', 'body')
            AND w.document))
GROUP  BY w.cell
