-- view: signs_for
-- note: Whose people may sign for a holder: its own, those below it, and its lead's where it works under
--   a subcontract.
SELECT l.above AS holder, l.party
FROM   party_line l
UNION
SELECT c.party, a.party
FROM   contract_line l
JOIN   contract c
       ON c.id = l.contract
JOIN   contract a
       ON a.id = l.above
