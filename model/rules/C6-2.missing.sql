-- id: C6-2.missing
-- check: C6-2
-- rows: C6-2, S7-R2
-- class: must
-- severity: high
-- ja: 「{type|procedure.type}」の手順書がない
-- en: there is no procedure for {type|procedure.type}
WITH kind(type) AS (
    VALUES ('configuration'), ('change'), ('monitoring'), ('threat'), ('vulnerability'), ('assessment'),
           ('account'), ('backup'), ('incident')
),
asked(type) AS (
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
)
SELECT 'system' AS subject_kind, :system AS subject_id, t.type AS key, t.type
FROM   asked t
WHERE  NOT EXISTS (SELECT 1
                   FROM   procedure p
                   WHERE  p.type = t.type
                   AND    p.system = :system)
