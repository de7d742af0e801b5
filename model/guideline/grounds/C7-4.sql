-- id: C7-4
-- note: In operation: each change that was done, each object that changed without one, and the comparison
--   of the register with what is really there. A change is covered by its security review, or by the
--   approval that called it not needed.
SELECT 'change' AS subject_kind, c.id AS subject_id,
       CASE WHEN r.reviewed THEN 'change' END AS cover_kind, CASE WHEN r.reviewed THEN c.id END AS cover_id,
       CASE WHEN r.reviewed THEN 70 END AS proof,
       c.put_at AS collected_at, NULL AS fresh_until, NULL AS changed_at,
       CASE WHEN NOT r.reviewed THEN 'unconfirmed' END AS reason
FROM   change c
JOIN   in_operation o
       ON c.done_at >= o.since
JOIN   (SELECT x.id,
               x.security_review = 'done'
               OR (x.security_review = 'not_needed'
                   AND EXISTS (SELECT 1
                               FROM   approved a
                               WHERE  a.kind = 'change'
                               AND    a.id = x.id)) AS reviewed
        FROM   change x) r
       ON r.id = c.id
UNION ALL
SELECT m.kind, m.id, NULL, NULL, NULL, NULL, NULL, NULL, 'never'
FROM   model_change m
JOIN   in_operation o
       ON m.at > o.since
WHERE  m.change IS NULL
AND    m.kind IN ('system', 'information', 'zone', 'component', 'flow', 'interface', 'account_role', 'control',
                  'log_source', 'backup_plan')
GROUP  BY m.kind, m.id
UNION ALL
SELECT 'register', 'inventory', CASE WHEN v.id IS NOT NULL THEN 'review' END, v.id,
       CASE WHEN v.id IS NULL THEN NULL WHEN e.id IS NOT NULL THEN 70 ELSE 40 END,
       v.at, v.at + mv('interval.inventory'), NULL, CASE WHEN v.id IS NULL THEN 'never' END
FROM   in_operation o
LEFT   JOIN review v
       ON v.type = 'inventory'
LEFT   JOIN evidence e
       ON e.id = v.evidence
