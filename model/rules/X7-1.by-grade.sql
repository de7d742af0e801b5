-- id: X7-1.by-grade
-- check: C2-1
-- rows: X7-1, C2-1, D5-R2, S3-T1
-- class: must/should/should
-- severity: high
-- ja: 契約「{contract|contract}」{gap}: {conditions|condition}
-- en: The contract "{contract|contract}" {gap_en}: {conditions|condition}
WITH asked AS (
    SELECT a.contract, a.condition, a.stage, a.outs, s.best,
           EXISTS (SELECT 1
                   FROM   condition_state y
                   WHERE  y.contract = a.contract) AS read
    FROM   condition_asked a
    LEFT   JOIN condition_state s
           ON s.contract = a.contract
           AND s.condition = a.condition
    WHERE  a.why = 'grade'
    AND    NOT EXISTS (SELECT 1
                       FROM   clause_lost l
                       WHERE  l.contract = a.contract
                       AND    l.condition = a.condition)
)
SELECT 'contract' AS subject_kind, a.contract AS subject_id, a.condition AS key,
       CASE WHEN a.stage = 'planned'
                 OR NOT a.read THEN 'need' END AS class, a.contract, a.condition AS conditions,
       CASE WHEN NOT a.read THEN 'に次の条件があるか、確かめられていない'
            ELSE 'に、預ける情報や買うものに応じて要る次の条件がない' END AS gap,
       CASE WHEN NOT a.read THEN 'has not been looked through for a condition'
            ELSE 'lacks a condition that what is entrusted or bought calls for' END AS gap_en
FROM   asked a
WHERE  coalesce(a.best, 0) < 3
AND    (a.read
        OR NOT a.outs)
UNION ALL
SELECT 'contract', a.contract, a.condition, CASE WHEN a.stage = 'planned' THEN 'need' END, a.contract, a.condition,
       'の次の条件に、守るべき数値がない', 'gives no figure for a condition'
FROM   asked a
WHERE  a.condition = 'sla'
AND    a.best = 3
AND    NOT EXISTS (SELECT 1
                   FROM   contract_line l
                   JOIN   clause c
                          ON c.contract = l.above
                          AND c.condition = 'sla'
                   WHERE  l.contract = a.contract
                   AND    (norm(c.level) GLOB '*[0-9]*'
                           OR norm(c.quote) GLOB '*[0-9]*'))
AND    NOT EXISTS (SELECT 1
                   FROM   contract_line l
                   JOIN   observed_clause o
                          ON o.contract = l.above
                          AND o.condition = 'sla'
                   WHERE  l.contract = a.contract
                   AND    norm(o.quote) GLOB '*[0-9]*')
