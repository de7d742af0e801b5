-- id: P5b.left_grant
-- check: C1-3
-- rows: P5b, A1, A2, A3, A4
-- class: must
-- severity: high
-- note: A contractor needs a contract in force or under way, a tender in which it answers, or a part in the demarcation
--   (a body that works here without a contract).
-- ja: {role|role}の権限が、{why}に残っている
-- en: the role of {role|role} is still held by {why_en}
SELECT 'role_grant' AS subject_kind, g.id AS subject_id, '' AS key, g.role,
       '離任した人' AS why, 'somebody who has left' AS why_en
FROM   role_grant g
WHERE  g.for_system IN (:system, '*')
AND    g.starts_on <= :now
AND    g.ends_on > :now
AND    g.person IN (SELECT id FROM gone)
UNION ALL
SELECT 'role_grant', g.id, 'contract', g.role, '契約のない事業者の人', 'a contractor without a contract'
FROM   role_grant g
WHERE  g.for_system = :system
AND    g.role = 'contractor'
AND    g.starts_on <= :now
AND    g.ends_on > :now
AND    g.person NOT IN (SELECT id FROM gone)
AND    NOT EXISTS (
           SELECT 1
           FROM   contract_binds b
           JOIN   contract c
                  ON c.id = b.contract
           WHERE  b.party = g.party
           AND    c.stage <> 'ended'
           AND    (c.ends_on IS NULL
                   OR c.ends_on > :now))
AND    NOT EXISTS (
           SELECT 1
           FROM   candidate d
           JOIN   contract c
                  ON c.id = d.contract
           WHERE  d.party = g.party
           AND    c.stage IN ('planned', 'tender'))
AND    NOT EXISTS (SELECT 1 FROM demarcation m WHERE m.holder = g.party)
