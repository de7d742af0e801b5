-- id: C2-1
-- note: Every requirement that is to be specified (covered by a clause, or by what was read in the file, of
--   a contract that binds who has to meet it), and every condition that a contract out to tender or in
--   force has to contain (covered by a clause that says where it stands, or by what was read). An ended
--   contract covers nothing any more.
WITH ours AS (
    SELECT p.id
    FROM   party p
    WHERE  p.type = 'platform'
    OR     p.id IN (SELECT party FROM own_unit)
),
carried AS (
    SELECT r.id AS requirement, x.kind, x.id, x.at, max(x.proof, coalesce(w.proof, 0)) AS proof, k.ends_on
    FROM   requirement r
    JOIN   requirement_in x
           ON x.requirement = r.id
    JOIN   contract k
           ON k.id = x.contract
    LEFT   JOIN check_word w
           ON w.check_id = 'C2-1'
           AND w.proof = 90
    WHERE  k.stage <> 'ended'
    AND    (r.responsible IN (SELECT id FROM ours)
            OR EXISTS (SELECT 1
                       FROM   contract_binds b
                       WHERE  b.contract = x.contract
                       AND    b.party = r.responsible))
),
term AS (
    SELECT a.contract, a.condition, k.ends_on, l.above
    FROM   condition_asked a
    JOIN   contract k
           ON k.id = a.contract
    JOIN   contract_line l
           ON l.contract = a.contract
    JOIN   contract f
           ON f.id = l.above
    WHERE  a.stage IN ('tender', 'concluded')
    AND    (f.id = k.id
            OR f.party = k.party)
),
clause_found AS (
    SELECT t.contract, t.condition, 'clause' AS kind, c.id, c.put_at AS at,
           CASE WHEN c.strength <> 'present' THEN NULL
                WHEN blank(c.place, 2) = 1
                     AND blank(c.quote, 10) = 1 THEN NULL
                WHEN o.proof = 90
                     OR EXISTS (SELECT 1
                                FROM   check_word w
                                WHERE  w.check_id = 'C2-1'
                                AND    w.proof = 90) THEN 90
                WHEN EXISTS (SELECT 1
                             FROM   contract f
                             JOIN   evidence v
                                    ON v.id IN (f.document, f.specification)
                             WHERE  f.id = t.above) THEN 70
                ELSE 40 END AS proof,
           CASE c.strength WHEN 'weak' THEN 'incomplete' WHEN 'absent' THEN 'never' ELSE 'unnamed' END AS reason
    FROM   term t
    JOIN   clause c
           ON c.contract = t.above
           AND c.condition = t.condition
    JOIN   object_proof o
           ON o.kind = 'clause'
           AND o.id = c.id
    UNION ALL
    SELECT t.contract, t.condition, 'evidence', o.evidence, o.seen_at, coalesce(p.percent, 70), NULL
    FROM   term t
    JOIN   observed_clause o
           ON o.contract = t.above
           AND o.condition = t.condition
    LEFT   JOIN evidence_proof p
           ON p.evidence = o.evidence
    WHERE  o.strength = 'present'
    AND    o.confidence >= mv('clause.confidence')
),
entrusted AS (
    SELECT m.id AS contract, max(m.at) AS at
    FROM   model_change m
    WHERE  m.kind = 'contract'
    AND    m.field = 'information'
    GROUP  BY m.id
)
SELECT 'requirement' AS subject_kind, r.id AS subject_id, c.kind AS cover_kind, c.id AS cover_id, c.proof,
       c.at AS collected_at, c.ends_on AS fresh_until, g.at AS changed_at,
       CASE WHEN c.id IS NULL THEN 'never' END AS reason
FROM   requirement r
LEFT   JOIN carried c
       ON c.requirement = r.id
LEFT   JOIN chg g
       ON g.kind = 'requirement'
       AND g.id = r.id
WHERE  r.specified = 1
UNION ALL
SELECT 'condition', t.contract || '/' || t.condition,
       CASE WHEN f.proof IS NOT NULL THEN f.kind END, CASE WHEN f.proof IS NOT NULL THEN f.id END,
       f.proof, f.at, t.ends_on, e.at,
       CASE WHEN f.id IS NULL THEN 'never'
            WHEN f.proof IS NULL THEN f.reason END
FROM   (SELECT DISTINCT contract, condition, ends_on FROM term) t
LEFT   JOIN clause_found f
       ON f.contract = t.contract
       AND f.condition = t.condition
LEFT   JOIN entrusted e
       ON e.contract = t.contract
