-- id: P5b.endless
-- check: C1-3
-- rows: P5b, A1, A2, A3
-- class: should
-- severity: medium
-- note: A grant may overlap with the one before by grant.warn. A contractor's ends with the last of its contracts.
--   must for administrators and for grants over all systems.
-- ja: {role|role}の付与は、{why}
-- en: the grant of the {role|role} {why_en}
SELECT 'role_grant' AS subject_kind, g.id AS subject_id, '' AS key, g.role,
       CASE WHEN g.role = 'admin' OR g.for_system = '*' THEN 'must' ELSE 'should' END AS class,
       '期間が長すぎて、見直される機会がない' AS why, 'runs so long that nobody will look at it again' AS why_en
FROM   role_grant g
WHERE  g.for_system IN (:system, '*')
AND    g.ends_on > :now
AND    g.ends_on > g.starts_on + mv('grant.max') + mv('grant.warn')
UNION ALL
SELECT 'role_grant', g.id, 'contract', g.role, 'should',
       '契約が終わった後も続く', 'goes on after the contract ends'
FROM   role_grant g
JOIN   contract_binds b
       ON b.party = g.party
JOIN   contract c
       ON c.id = b.contract
WHERE  g.for_system = :system
AND    g.role = 'contractor'
AND    c.stage = 'concluded'
AND    c.ends_on > :now
AND    g.ends_on <= g.starts_on + mv('grant.max') + mv('grant.warn')
GROUP  BY g.id
HAVING g.ends_on > max(c.ends_on)
