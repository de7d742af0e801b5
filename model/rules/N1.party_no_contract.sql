-- id: N1.party_no_contract
-- check: C2-2
-- rows: N1, C2-2, C1-4, A2
-- class: must
-- severity: high
-- note: A party that holds tasks of the demarcation is told by C2-2.main-without-contract.
-- ja: {party|party}が満たすはずの要件が{n}件あるが、それを義務づける有効な契約がない: {requirements|requirement}
-- en: {party|party} is to meet requirements ({n}), but no contract in force binds it: {requirements|requirement}
SELECT 'party' AS subject_kind, p.id AS subject_id, '' AS key, p.id AS party, count(*) AS n,
       group_concat(q.id) AS requirements
FROM   requirement q
JOIN   party p
       ON p.id = q.responsible
WHERE  p.type IN ('contractor', 'csp')
AND    p.id NOT IN (SELECT party FROM own_unit)
AND    EXISTS (SELECT 1
               FROM   phase_reached r
               WHERE  r.phase = 3)
AND    NOT EXISTS (SELECT 1
                   FROM   acts_under u
                   JOIN   contract_live c
                          ON c.id = u.contract
                   WHERE  u.party = p.id)
AND    NOT EXISTS (SELECT 1
                   FROM   demarcation d
                   WHERE  d.holder = p.id
                   AND    d.part = 'main')
AND    NOT EXISTS (SELECT 1
                   FROM   excepted_requirement e
                   WHERE  e.requirement = q.id)
GROUP  BY p.id
