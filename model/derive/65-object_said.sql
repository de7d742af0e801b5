-- view: object_said
-- note: When somebody entitled last said that an object is right as it is: the manager's statement in
--   force, or an evaluation. Only what stands in the ledger.
SELECT kind, id, max(at) AS at
FROM (
    SELECT t.subject_kind AS kind, t.subject_id AS id, t.put_at AS at
    FROM   attestation t
    WHERE  t.statement = 'conforming'
    AND    t.put_role = 'manager'
    AND    t.ends_on > (SELECT now FROM context)
    UNION ALL
    SELECT v.subject_kind, v.subject_id, v.put_at
    FROM   evaluation v
    WHERE  v.opinion <> 'insufficient'
    AND    v.known_by IS NOT 'folder'
)
GROUP  BY kind, id
