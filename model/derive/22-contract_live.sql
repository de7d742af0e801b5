-- view: contract_live
-- note: Contracts in force now.
SELECT c.* FROM contract c
WHERE  c.stage = 'concluded'
AND    c.starts_on <= (SELECT now FROM context)
AND    c.ends_on > (SELECT now FROM context)
