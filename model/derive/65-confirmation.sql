-- view: confirmation
-- note: Every word in force that a check (check_id) or one object (kind, id) is right as it is, by who is
--   entitled: the manager's statement (proof 70 with a document, else 40), the assessor's evaluation (90).
SELECT t.check_id, t.subject_kind AS kind, t.subject_id AS id, t.put_at AS at,
       CASE WHEN EXISTS (SELECT 1
                         FROM   attestation_evidence e
                         JOIN   evidence v
                                ON v.id = e.value
                         WHERE  e.id = t.id) THEN 70
            ELSE 40 END AS proof
FROM   attestation t
WHERE  t.statement = 'conforming'
AND    t.put_role = 'manager'
AND    t.ends_on > (SELECT now FROM context)
UNION ALL
SELECT NULL, v.subject_kind, v.subject_id, v.put_at, 90
FROM   evaluation v
WHERE  v.opinion <> 'insufficient'
AND    v.known_by IS NOT 'folder'
UNION ALL
SELECT c.check_id, NULL, NULL, v.put_at, 90
FROM   evaluation v
JOIN   evaluation_checks c
       ON c.id = v.id
WHERE  v.opinion <> 'insufficient'
AND    v.known_by IS NOT 'folder'
AND    c.statement = 'conforming'
