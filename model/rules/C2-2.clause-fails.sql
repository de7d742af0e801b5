-- id: C2-2.clause-fails
-- check: C2-2
-- rows: C2-2, S3-T2, S3-K1, P2b
-- class: should
-- severity: high
-- ja: {holder|party}の分担「{task|dtask}」は、{gap}
-- en: For what {holder|party} does in "{task|dtask}" {gap_en}
-- note: One cause, one finding: a contract that is over, and a holder of key tasks without any clause, are
--   told once for all their cells.
WITH named AS (
    SELECT d.id, d.task, d.holder, d.part, c.strength, c.contract,
           k.stage = 'ended'
           OR k.ends_on <= :now AS over
    FROM   demarcation d
    JOIN   clause c
           ON c.id = d.clause
    JOIN   contract k
           ON k.id = c.contract
)
SELECT 'demarcation' AS subject_kind, n.id AS subject_id, 'absent' AS key, n.task, n.holder,
       '根拠とした条項が契約に書かれていない' AS gap, 'the clause it rests on is not in the contract' AS gap_en
FROM   named n
WHERE  n.strength = 'absent'
UNION ALL
SELECT 'contract', n.contract, 'over', group_concat(DISTINCT n.task), group_concat(DISTINCT n.holder), '根拠とした条項が、終わった契約のものである',
       'the clause it rests on stands in a contract that is over'
FROM   named n
WHERE  n.over
AND    (n.part <> 'main'
        OR EXISTS (SELECT 1
                   FROM   acts_under u
                   JOIN   contract_live k
                          ON k.id = u.contract
                   WHERE  u.party = n.holder))
AND    NOT EXISTS (SELECT 1
                   FROM   trace t
                   JOIN   contract_live k
                          ON t.from_kind = 'contract'
                          AND k.id = t.from_id
                   WHERE  t.type = 'replaces'
                   AND    t.to_kind = 'contract'
                   AND    t.to_id = n.contract)
GROUP  BY n.contract
UNION ALL
SELECT 'demarcation', n.id, 'party', n.task, n.holder, '根拠とした条項が、別の相手との契約のものである',
       'the clause it rests on stands in a contract with somebody else'
FROM   named n
JOIN   party p
       ON p.id = n.holder
WHERE  NOT EXISTS (SELECT 1
                   FROM   acts_under u
                   JOIN   contract_line l
                          ON l.contract = u.contract
                          OR l.above = u.contract
                   WHERE  u.party = n.holder
                   AND    n.contract IN (l.contract, l.above))
AND    n.holder NOT IN (SELECT party FROM own_unit)
AND    p.type NOT IN ('platform', 'unit', 'body')
UNION ALL
SELECT 'party', d.holder, 'none', group_concat(DISTINCT d.task), d.holder, '契約のどの条項に基づくのかが書かれていない',
       'no clause of the contract is named'
FROM   demarcation d
JOIN   party p
       ON p.id = d.holder
WHERE  d.part = 'main'
AND    d.clause IS NULL
AND    p.type IN ('contractor', 'csp')
AND    mv_has('demarcation.key_tasks', d.task)
GROUP  BY d.holder
