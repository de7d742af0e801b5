-- view: contract_watched
-- note: Main contracts that are not over and whose party had to be chosen and has to be looked at:
--   those that commission work or hold information. Advice without information is none of them.
SELECT c.* FROM contract_outs c
WHERE  c.stage = 'concluded'
AND    c.ends_on > (SELECT now FROM context)
AND    c.parent IS NULL
AND    c.party NOT IN (SELECT party FROM own_unit)
AND    (c.type <> 'consulting'
        OR EXISTS (SELECT 1 FROM contract_information i WHERE i.id = c.id))
