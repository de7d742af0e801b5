-- id: X7-1.subcontract
-- check: C2-1
-- rows: X7-1, C2-1, D5-R3, S3-T1
-- class: should
-- severity: high
-- ja: 契約「{contract|contract}」{gap}{conditions|condition}
-- en: The contract "{contract|contract}" {gap_en}{conditions|condition}
WITH child AS (
    SELECT c.id, c.stage, c.party, m.id AS main
    FROM   contract c
    JOIN   contract m
           ON m.id = c.parent
    WHERE  c.party <> m.party
),
weaker AS (
    SELECT c.id, c.main, c.stage, m.condition,
           EXISTS (SELECT 1
                   FROM   condition_state y
                   WHERE  y.contract = c.id) AS read
    FROM   child c
    JOIN   condition_asked a
           ON a.contract = c.id
           AND a.why = 'always'
    JOIN   condition_state m
           ON m.contract = c.main
           AND m.condition = a.condition
           AND m.best = 3
    LEFT   JOIN condition_state s
           ON s.contract = c.id
           AND s.condition = a.condition
    WHERE  coalesce(s.best, 0) < 3
    AND    NOT EXISTS (SELECT 1
                       FROM   clause_lost l
                       WHERE  l.contract = c.id
                       AND    l.condition = a.condition)
)
SELECT 'contract' AS subject_kind, a.contract AS subject_id, '' AS key,
       CASE WHEN a.stage = 'planned' THEN 'need'
            WHEN EXISTS (SELECT 1
                         FROM   child k
                         WHERE  k.main = a.contract
                         AND    k.stage <> 'ended') THEN 'must' END AS class,
       a.contract, 'は、再委託に承認と同等の対策を求めていない: ' AS gap,
       'does not tie subcontracting to approval and equal measures: ' AS gap_en, a.condition AS conditions
FROM   condition_asked a
LEFT   JOIN condition_state s
       ON s.contract = a.contract
       AND s.condition = 'subcontract'
WHERE  a.why = 'subcontract'
AND    coalesce(s.best, 0) < 3
AND    EXISTS (SELECT 1
               FROM   condition_state y
               WHERE  y.contract = a.contract)
AND    NOT EXISTS (SELECT 1
                   FROM   clause_lost l
                   WHERE  l.contract = a.contract
                   AND    l.condition = 'subcontract')
UNION ALL
SELECT 'contract', w.id, 'weaker',
       CASE WHEN w.stage = 'planned'
                 OR NOT w.read THEN 'need'
            ELSE 'must' END, w.id,
       CASE WHEN w.read THEN '(再委託)に、元の契約にある条件がない: '
            ELSE '(再委託)に元の契約の条件があるか、確かめられていない: ' END,
       CASE WHEN w.read THEN '(a subcontract) lacks conditions that its main contract has: '
            ELSE '(a subcontract) has not been looked through for the conditions of its main contract: ' END,
       group_concat(w.condition)
FROM   weaker w
GROUP  BY w.id
