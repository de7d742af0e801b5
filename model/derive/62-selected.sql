-- view: selected
-- note: Selected candidates of contracts that are not over.
SELECT k.id, k.name, k.contract, k.party, k.cloud_service, k.created_at
FROM   candidate k
JOIN   contract c
       ON c.id = k.contract
WHERE  k.stage = 'selected'
AND    c.stage <> 'ended'
AND    (c.ends_on IS NULL OR c.ends_on > (SELECT now FROM context))
