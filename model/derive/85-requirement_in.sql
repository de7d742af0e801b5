-- view: requirement_in
-- note: Where a requirement stands: the clauses that carry it, and what was read in the files of a
--   contract. proof as grounds have it; at: when it was typed or the file collected.
SELECT q.value AS requirement, c.contract, 'clause' AS kind, c.id, c.put_at AS at,
       CASE WHEN o.proof = 90 THEN 90
            WHEN EXISTS (SELECT 1
                         FROM   evidence v
                         WHERE  v.id IN (k.document, k.specification)) THEN 70
            ELSE 40 END AS proof
FROM   clause_requirements q
JOIN   clause c
       ON c.id = q.id
JOIN   contract k
       ON k.id = c.contract
JOIN   object_proof o
       ON o.kind = 'clause'
       AND o.id = c.id
WHERE  c.strength IN ('present', 'weak')
UNION ALL
SELECT o.requirement, o.contract, 'evidence', o.evidence, o.seen_at, coalesce(p.percent, 70)
FROM   observed_clause o
LEFT   JOIN evidence_proof p
       ON p.evidence = o.evidence
WHERE  o.requirement IS NOT NULL
AND    o.strength <> 'absent'
AND    o.confidence >= mv('clause.confidence')
