-- id: C2-1.requirement-not-in-spec
-- check: C2-1
-- rows: C2-1, S3-R1, S3-T1
-- class: must
-- severity: high
-- ja: {subject_ja}{subject_id|@subject_kind}」{gap}
-- en: {subject_en}{subject_id|@subject_kind}" {gap_en}
-- note: A requirement alone, where the contract carries others; once for a contract that carries none,
--   because there nobody has looked.
WITH wanted AS (
    SELECT r.id AS requirement, c.id AS contract
    FROM   requirement r
    JOIN   party p
           ON p.id = r.responsible
    JOIN   contract c
           ON (c.stage = 'concluded'
               AND EXISTS (SELECT 1
                           FROM   contract_binds b
                           WHERE  b.contract = c.id
                           AND    b.party = r.responsible))
           OR (c.stage = 'tender'
               AND c.type IN ('development', 'operation', 'maintenance', 'cloud'))
    WHERE  r.specified = 1
    AND    p.type <> 'platform'
    AND    NOT EXISTS (SELECT 1
                       FROM   requirement_in x
                       JOIN   contract k
                              ON k.id = x.contract
                       WHERE  x.requirement = r.id
                       AND    k.stage <> 'ended')
    AND    NOT EXISTS (SELECT 1
                       FROM   requirement_in x
                       JOIN   contract_renews n
                              ON n.older = x.contract
                       WHERE  x.requirement = r.id)
    AND    NOT EXISTS (SELECT 1
                       FROM   excepted_requirement e
                       WHERE  e.requirement = r.id)
),
looked AS (
    SELECT w.requirement, min(w.contract) AS contract,
           max(EXISTS (SELECT 1
                       FROM   requirement_in x
                       WHERE  x.contract = w.contract)) AS carries
    FROM   wanted w
    GROUP  BY w.requirement
)
SELECT 'requirement' AS subject_kind, l.requirement AS subject_id, '' AS key, NULL AS class,
       '要件「' AS subject_ja, 'The requirement "' AS subject_en,
       'は調達仕様書に載せるとしたが、どの契約の条項にも見当たらない' AS gap,
       'is to be specified, but no clause of any contract carries it' AS gap_en
FROM   looked l
WHERE  l.carries
UNION ALL
SELECT 'contract', l.contract, 'none', 'need', '契約「', 'The contract "',
       'の条項に結び付いた要件が一つもない(載せるはずの要件は' || count(*) || '件)',
       'has no clause that carries a requirement (meant for it: ' || count(*) || ')'
FROM   looked l
WHERE  NOT l.carries
GROUP  BY l.contract
