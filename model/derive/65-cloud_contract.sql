-- view: cloud_contract
-- note: Contracts that are not over and call for a cloud service: those of type cloud, and those with a
--   candidate that bears one and was not turned down. `service` is NULL where it is not known yet.
SELECT c.id AS contract, s.service
FROM   contract c
LEFT   JOIN (SELECT k.contract, k.cloud_service AS service
             FROM   candidate k
             WHERE  k.stage <> 'rejected'
             UNION
             SELECT o.id, s.id
             FROM   contract o
             JOIN   cloud_service s
                    ON s.party = o.party
             JOIN   cloud_taken t
                    ON t.service = s.id
             WHERE  o.type = 'cloud'
             UNION
             SELECT o.id, h.cloud_service
             FROM   contract o
             JOIN   contract_components m
                    ON m.id = o.id
             JOIN   component h
                    ON h.id = m.value
             WHERE  o.type = 'cloud' AND h.cloud_service IS NOT NULL) s
       ON s.contract = c.id
WHERE  (c.type = 'cloud' OR s.service IS NOT NULL)
AND    c.stage <> 'ended'
AND    (c.ends_on IS NULL OR c.ends_on > (SELECT now FROM context))
