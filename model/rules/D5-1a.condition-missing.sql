-- id: D5-1a.condition-missing
-- check: C2-1
-- rows: D5-1a, D5-R1, D5-R2, D5-R3, C2-1
-- class: must
-- severity: high
-- ja: クラウドの契約「{contract|contract}」の要件a{what_ja}{condition|condition}
-- en: part a of the cloud requirements of "{contract|contract}" {what_en}{condition|condition}
-- note: A clause that is present stands for it, also in the contract above. While the contract is only
--   planned, what is missing is a need, and one need while nothing of part a is written. Audit, service level and
--   subcontracting are asked as the information entrusted and the service call for.
WITH asked AS (
    SELECT DISTINCT c.contract FROM cloud_contract c
),
wanted AS (
    SELECT a.contract, w.condition
    FROM   asked a
    JOIN  (SELECT 'purpose' AS condition
           UNION ALL SELECT 'measures'
           UNION ALL SELECT 'change'
           UNION ALL SELECT 'disclosure'
           UNION ALL SELECT 'incident'
           UNION ALL SELECT 'performance'
           UNION ALL SELECT 'shortfall') w
    UNION
    SELECT a.contract, 'audit'
    FROM   asked a
    JOIN   contract_information e
           ON e.id = a.contract
    JOIN   information i
           ON i.id = e.value
    WHERE  i.c >= mv('clause.audit_from')
    UNION
    SELECT a.contract, 'sla'
    FROM   asked a
    JOIN   contract_information e
           ON e.id = a.contract
    JOIN   information i
           ON i.id = e.value
    WHERE  i.a = 2
    UNION
    SELECT a.contract, 'subcontract'
    FROM   asked a
    JOIN   contract s
           ON s.parent = a.contract
    UNION
    SELECT c.contract, 'subcontract'
    FROM   cloud_contract c
    JOIN   cloud_service_subprocessors s
           ON s.id = c.service
)
SELECT 'contract' AS subject_kind, w.contract AS subject_id, w.key, w.contract,
       CASE w.key WHEN 'all' THEN '' ELSE w.condition END AS condition,
       CASE w.stage WHEN 'planned' THEN 'need' ELSE 'must' END AS class,
       CASE w.key WHEN 'all' THEN 'がまだ作られていない' ELSE 'にない条件: ' END AS what_ja,
       CASE w.key WHEN 'all' THEN 'is not written yet' ELSE 'lacks: ' END AS what_en
FROM  (SELECT p.contract, p.condition, c.stage,
              CASE WHEN c.stage = 'planned'
                   AND c.id NOT IN (SELECT x.contract FROM criterion x WHERE x.part = 'cloud_a') THEN 'all'
                   ELSE p.condition END AS key
       FROM   wanted p
       JOIN   contract c
              ON c.id = p.contract) w
WHERE  NOT EXISTS (SELECT 1
                   FROM   criterion x
                   JOIN   contract_line l
                          ON l.above = x.contract
                   WHERE  l.contract = w.contract
                   AND    x.part = 'cloud_a'
                   AND    x.condition = w.condition)
AND    NOT EXISTS (SELECT 1
                   FROM   clause s
                   JOIN   contract_line l
                          ON l.above = s.contract
                   WHERE  l.contract = w.contract
                   AND    s.condition = w.condition
                   AND    s.strength = 'present')
