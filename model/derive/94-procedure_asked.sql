-- view: procedure_asked
-- note: The types of procedure that this system has to have.
WITH kind(type) AS (
    VALUES ('configuration'), ('change'), ('monitoring'), ('threat'), ('vulnerability'), ('assessment'),
           ('account'), ('backup'), ('incident')
)
SELECT k.type
FROM   kind k
WHERE  mv_has('procedure.types', k.type)
UNION
SELECT 'continuity'
WHERE  EXISTS (SELECT 1 FROM information WHERE a = 2)
OR     EXISTS (SELECT 1 FROM task WHERE tolerable_stop <= mv('stop.continuity'))
UNION
SELECT 'end'
WHERE  EXISTS (SELECT 1 FROM contract)
OR     EXISTS (SELECT 1 FROM information WHERE disposal <> 'keep')
