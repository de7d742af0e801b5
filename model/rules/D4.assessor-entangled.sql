-- id: D4.assessor-entangled
-- check: column
-- rows: D4, A4, A5, C1-1, C1-2, C1-3, C1-4, C1-5, C2-1, C2-2, C2-3, C2-4
-- class: must
-- severity: high
-- note: Evaluations of phases 1 to 3. The assessor's party and the contract's are the same, or one stands
--   above the other. A contract that began after the evaluation entangles nobody.
-- ja: 工程{phase}を評価したアセッサーは、契約「{contract|contract}」の事業者({party|party})の側に属している
-- en: the assessor who evaluated phase {phase} belongs to the side of {party|party}, the party of "{contract|contract}"
SELECT 'evaluation' AS subject_kind, e.id AS subject_id, c.id AS key,
       CASE e.phase WHEN 1 THEN 'C1-3' WHEN 2 THEN 'C1-4' ELSE 'C2-1' END AS check_id,
       e.phase, c.id AS contract, c.party
FROM   evaluation e
JOIN   person p
       ON p.id = e.put_by
JOIN   contract c
       ON c.starts_on <= e.put_at
WHERE  e.phase <= 3
AND    c.stage = 'concluded'
AND    c.type IN ('development', 'operation', 'maintenance', 'cloud')
AND    EXISTS (
           SELECT 1
           FROM   party_line l
           WHERE  l.party = p.party AND l.above = c.party
           OR     l.party = c.party AND l.above = p.party)
