-- id: C7-1
-- waits: evidence
-- note: In operation: every component in production. Covered by any reader's row of it, or by an item of an
--   inventory review (of a cloud review for software as a service).
WITH seen AS (
    SELECT r.component, 'evidence' AS kind, r.evidence AS id, r.collected_at AS at, r.proof
    FROM   reading r
    UNION ALL
    SELECT i.subject_id, 'review', v.id, v.at, CASE WHEN e.id IS NULL THEN 40 ELSE 70 END
    FROM   review v
    JOIN   review_items i
           ON i.id = v.id
    JOIN   component c
           ON c.id = i.subject_id
    LEFT   JOIN evidence e
           ON e.id = v.evidence
    WHERE  i.subject_kind = 'component'
    AND    i.result IN ('ok', 'changed')
    AND    v.type = CASE WHEN c.type = 'saas' THEN 'cloud' ELSE 'inventory' END
)
SELECT 'component' AS subject_kind, c.id AS subject_id, s.kind AS cover_kind, s.id AS cover_id, s.proof,
       s.at AS collected_at, s.at + mv('interval.inventory') AS fresh_until, g.at AS changed_at,
       CASE WHEN s.id IS NULL THEN 'never' END AS reason
FROM   component c
JOIN   in_operation o
LEFT   JOIN seen s
       ON s.component = c.id
LEFT   JOIN chg g
       ON g.kind = 'component'
       AND g.id = c.id
WHERE  c.env = 'production'
