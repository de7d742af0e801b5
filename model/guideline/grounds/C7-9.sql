-- id: C7-9
-- note: In operation: each procedure for incidents, continuity and backup, looked at in a review of
--   procedures since it last changed by others.
SELECT 'procedure' AS subject_kind, p.id AS subject_id, CASE WHEN r.id IS NOT NULL THEN 'review' END AS cover_kind,
       r.id AS cover_id,
       CASE WHEN r.id IS NULL THEN NULL WHEN e.id IS NOT NULL THEN 70 ELSE 40 END AS proof,
       r.at AS collected_at, r.at + mv('interval.process') AS fresh_until,
       (SELECT max(m.at)
        FROM   model_change m
        WHERE  m.kind = 'procedure'
        AND    m.id = p.id
        AND    m.field <> 'reviewed_on') AS changed_at,
       CASE WHEN r.id IS NULL THEN 'never' END AS reason
FROM   procedure p
JOIN   in_operation o
LEFT   JOIN (SELECT v.id, v.at, v.evidence, i.subject_id
             FROM   review v
             JOIN   review_items i
                    ON i.id = v.id
             WHERE  v.type = 'process'
             AND    i.subject_kind = 'procedure') r
       ON r.subject_id = p.id
LEFT   JOIN evidence e
       ON e.id = r.evidence
WHERE  p.type IN ('incident', 'continuity', 'backup')
AND    p.system = :system
