-- id: X7-1.lost-at-renewal
-- check: C2-1
-- rows: X7-1, C2-1, S3-T1, N1
-- class: must
-- severity: high
-- ja: 契約「{contract|contract}」{gap}{condition|@kind}
-- en: The contract "{contract|contract}" {gap_en}{condition|@kind}
WITH carried AS (
    SELECT q.value AS requirement, c.contract
    FROM   clause_requirements_all q
    JOIN   clause_all c
           ON c.id = q.id
    WHERE  c.strength IN ('present', 'weak')
    UNION
    SELECT x.requirement, x.contract
    FROM   requirement_in x
),
dropped AS (
    SELECT DISTINCT n.newer AS contract, r.id AS requirement
    FROM   contract_renews n
    JOIN   contract k
           ON k.id = n.newer
    JOIN   carried o
           ON o.contract = n.older
    JOIN   requirement r
           ON r.id = o.requirement
    WHERE  r.specified = 1
    AND    (k.stage = 'tender'
            OR (k.stage = 'concluded'
                AND coalesce(k.ends_on > :now, 1)))
    AND    EXISTS (SELECT 1
                   FROM   requirement_in y
                   WHERE  y.contract = n.newer)
    AND    NOT EXISTS (SELECT 1
                       FROM   requirement_in y
                       JOIN   contract c
                              ON c.id = y.contract
                       WHERE  y.requirement = r.id
                       AND    c.stage <> 'ended')
    AND    NOT EXISTS (SELECT 1
                       FROM   excepted_requirement e
                       WHERE  e.requirement = r.id)
)
SELECT 'contract' AS subject_kind, l.contract AS subject_id,
       CASE l.how WHEN 'renewal' THEN l.condition ELSE 'withdrawn-' || l.condition END AS key,
       l.contract, 'condition' AS kind, l.condition,
       CASE l.how WHEN 'renewal' THEN 'では、前の契約にあった条件がなくなった: '
                  ELSE 'では、条項の記録が取り下げられ、代わるものがない: ' END AS gap,
       CASE l.how WHEN 'renewal' THEN 'no longer has a condition of the contract before it: '
                  ELSE 'had a clause on record that was withdrawn, and nothing took its place: ' END AS gap_en
FROM   clause_lost l
UNION ALL
SELECT 'contract', d.contract, 'requirement', d.contract, 'requirement', group_concat(d.requirement),
       'に、前の契約にあった要件' || count(*) || '件が載っていない: ',
       'lacks requirements of the contract before it (' || count(*) || '): '
FROM   dropped d
GROUP  BY d.contract
