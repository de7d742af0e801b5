-- view: check_word
-- note: What a statement in force on a whole check lends to its declared rows: 90 by the assessor, 70
--   with a document, 40 without or in a folder. A statement that parts of the scope are empty vouches for
--   the rest. One row a check that has such a statement.
SELECT check_id, max(proof) AS proof
FROM (
    SELECT c.check_id, 90 AS proof
    FROM   evaluation v
    JOIN   evaluation_checks c
           ON c.id = v.id
    WHERE  v.known_by <> 'folder' AND v.opinion <> 'insufficient' AND c.statement = 'conforming'
    UNION ALL
    SELECT a.check_id, CASE WHEN a.known_by IS NOT 'folder'
                                 AND EXISTS (SELECT 1 FROM attestation_evidence e
                                             JOIN evidence v ON v.id = e.value
                                             WHERE e.id = a.id) THEN 70 ELSE 40 END
    FROM   attestation a
    WHERE  a.check_id IS NOT NULL AND a.statement IN ('conforming', 'empty')
    AND    a.ends_on > (SELECT now FROM context)
)
GROUP  BY check_id
