-- view: contract_binds
-- note: Whom a contract binds: who acts under it, their lead where it is a subcontract, and the
--   subcontractors under it.
SELECT u.party, l.contract
FROM   acts_under u
JOIN   contract_line l
       ON l.above = u.contract
UNION
SELECT u.party, l.above
FROM   acts_under u
JOIN   contract_line l
       ON l.contract = u.contract
