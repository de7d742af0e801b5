-- id: C6-2
-- note: Every kind of procedure that the method asks for, IT continuity where something must not stop,
--   and the end of a contract where there is something to give back. Covered by an approved procedure with
--   its document, reviewed in time; one that adopts the organisation's only while that one is approved.
WITH own AS (
    SELECT p.id, p.type, p.put_at, p.reviewed_on + coalesce(p.every, mv('interval.procedure')) AS until,
           CASE WHEN e.id IS NULL THEN 'unnamed'
                WHEN o.state = 'claimed' THEN 'claimed'
                WHEN a.id IS NULL THEN 'unconfirmed'
                WHEN p.adopts IS NOT NULL AND b.id IS NULL THEN 'unconfirmed' END AS reason
    FROM   procedure p
    LEFT   JOIN evidence e
           ON e.id = p.document
    LEFT   JOIN ok o
           ON o.kind = 'procedure'
           AND o.id = p.id
    LEFT   JOIN approved a
           ON a.kind = 'procedure'
           AND a.id = p.id
    LEFT   JOIN approved b
           ON b.kind = 'procedure'
           AND b.id = p.adopts
    WHERE  p.system = :system
)
SELECT 'procedure_type' AS subject_kind, t.type AS subject_id,
       CASE WHEN w.reason IS NULL AND w.id IS NOT NULL THEN 'procedure' END AS cover_kind,
       CASE WHEN w.reason IS NULL THEN w.id END AS cover_id,
       CASE WHEN w.reason IS NULL THEN o.proof END AS proof,
       w.put_at AS collected_at, w.until AS fresh_until, NULL AS changed_at,
       CASE WHEN w.id IS NULL THEN 'never' ELSE w.reason END AS reason
FROM   procedure_asked t
LEFT   JOIN own w
       ON w.type = t.type
LEFT   JOIN object_proof o
       ON o.kind = 'procedure'
       AND o.id = w.id
