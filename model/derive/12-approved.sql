-- view: approved
-- note: For grounds: a decision in force, taken in the ledger.
SELECT kind, id, state, role, decided_by, at, ends_on FROM approval
WHERE  state IN ('approved', 'conditional')
AND    (ends_on IS NULL OR ends_on > (SELECT now FROM context))
