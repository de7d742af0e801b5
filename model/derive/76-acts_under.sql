-- view: acts_under
-- note: The contracts under which a party acts: its own, one of the group above or below it, and for a
--   cloud provider a reseller's contract for its service (one that names no component is for all).
SELECT l.party, c.id AS contract
FROM   contract c
JOIN   party_line l
       ON l.above = c.party
UNION
SELECT l.above, c.id
FROM   contract c
JOIN   party_line l
       ON l.party = c.party
UNION
SELECT s.party, c.id
FROM   contract c
JOIN   component k
       ON EXISTS (SELECT 1
                  FROM   contract_components x
                  WHERE  x.id = c.id
                  AND    x.value = k.id)
       OR NOT EXISTS (SELECT 1
                      FROM   contract_components x
                      WHERE  x.id = c.id)
JOIN   cloud_service s
       ON s.id = k.cloud_service
WHERE  c.type = 'cloud'
