-- view: contract_outs
-- note: Contracts that commission work or hold our information.
SELECT c.* FROM contract c
WHERE  c.type IN ('development', 'operation', 'maintenance', 'cloud', 'assessment', 'consulting')
OR     EXISTS (SELECT 1 FROM contract_information i WHERE i.id = c.id)
