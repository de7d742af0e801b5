-- table: role_now
-- note: Grants in force for this system, whoever holds them.
SELECT :system AS system, g.person, g.role, g.for_system, g.party, g.ends_on
FROM   role_grant g
WHERE  g.for_system IN (:system, '*')
AND    g.starts_on <= :now
AND    g.ends_on > :now
