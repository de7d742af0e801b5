-- id: X7-1.condition-missing
-- check: C2-1
-- rows: X7-1, C2-1, S3-T1, D5-R1
-- class: must
-- severity: high
-- ja: 契約「{contract|contract}」{gap}: {conditions|condition}
-- en: The contract "{contract|contract}" {gap_en}: {conditions|condition}
-- note: A subcontract is judged against its main contract (X7-1.subcontract). What a renewal or a
--   withdrawal took away is told there. Where nobody looked at all, once for the contract.
WITH asked AS (
    SELECT a.contract, a.condition, a.stage, s.best
    FROM   condition_asked a
    JOIN   contract c
           ON c.id = a.contract
    LEFT   JOIN contract m
           ON m.id = c.parent
    LEFT   JOIN condition_state s
           ON s.contract = a.contract
           AND s.condition = a.condition
    WHERE  a.why = 'always'
    AND    (m.id IS NULL
            OR m.party = c.party)
    AND    NOT EXISTS (SELECT 1
                       FROM   clause_lost l
                       WHERE  l.contract = a.contract
                       AND    l.condition = a.condition)
),
read AS (
    SELECT DISTINCT s.contract
    FROM   condition_state s
    UNION
    SELECT l.contract
    FROM   clause_lost l
)
SELECT 'contract' AS subject_kind, a.contract AS subject_id, a.condition AS key,
       CASE WHEN a.stage = 'planned'
                 OR a.best IS NULL THEN 'need'
            WHEN a.best = 2 THEN 'should' END AS class, a.contract, a.condition AS conditions,
       CASE WHEN a.best IS NULL THEN 'に次の条件があるか、確かめられていない'
            WHEN a.best = 2 THEN 'では、次の条件の書き方が弱い'
            ELSE 'に、次の条件が書かれていない' END AS gap,
       CASE WHEN a.best IS NULL THEN 'has not been looked through for a condition'
            WHEN a.best = 2 THEN 'says a condition only weakly'
            ELSE 'lacks a condition' END AS gap_en
FROM   asked a
WHERE  a.contract IN (SELECT contract FROM read)
AND    coalesce(a.best, 0) < 3
UNION ALL
SELECT 'contract', a.contract, 'all', 'need', a.contract, group_concat(a.condition),
       'に次の条件があるか、まだ一つも確かめられていない', 'has not been looked through for any of the conditions'
FROM   asked a
WHERE  a.contract NOT IN (SELECT contract FROM read)
GROUP  BY a.contract
