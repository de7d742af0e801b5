-- id: C7-2
-- waits: evidence
-- note: In operation: every software in production that is not run by others as a service. Covered by its bill of
--   materials.
SELECT 'component' AS subject_kind, c.id AS subject_id, CASE WHEN i.evidence IS NOT NULL THEN 'evidence' END AS cover_kind,
       i.evidence AS cover_id, i.proof, i.seen_at AS collected_at, i.seen_at + mv('interval.sbom') AS fresh_until,
       v.at AS changed_at, CASE WHEN i.evidence IS NULL THEN 'never' END AS reason
FROM   component c
JOIN   in_operation o
LEFT   JOIN (SELECT n.component, n.evidence, max(n.seen_at) AS seen_at, min(coalesce(p.percent, 70)) AS proof
             FROM   component_instance n
             LEFT   JOIN evidence_proof p
                    ON p.evidence = n.evidence
             GROUP  BY n.component, n.evidence) i
       ON i.component = c.id
LEFT   JOIN (SELECT m.id, max(m.at) AS at
             FROM   model_change m
             WHERE  m.kind = 'component'
             AND    m.field = 'version'
             GROUP  BY m.id) v
       ON v.id = c.id
WHERE  c.env = 'production'
AND    c.layer IN ('application', 'middleware', 'os')
AND    c.type NOT IN ('saas', 'media', 'physical', 'printer')
