-- view: check_said
-- note: When somebody entitled last said that a whole check holds; see object_said.
SELECT check_id, max(at) AS at
FROM (
    SELECT t.check_id, t.put_at AS at
    FROM   attestation t
    WHERE  t.statement = 'conforming'
    AND    t.put_role = 'manager'
    AND    t.ends_on > (SELECT now FROM context)
    UNION ALL
    SELECT c.check_id, v.put_at
    FROM   evaluation v
    JOIN   evaluation_checks c
           ON c.id = v.id
    WHERE  v.opinion <> 'insufficient'
    AND    v.known_by IS NOT 'folder'
    AND    c.statement = 'conforming'
)
GROUP  BY check_id
