-- id: C6-2.missing
-- check: C6-2
-- rows: C6-2, S7-R2
-- class: must
-- severity: high
-- ja: 「{type|procedure.type}」の手順書がない
-- en: there is no procedure for {type|procedure.type}
SELECT 'system' AS subject_kind, :system AS subject_id, t.type AS key, t.type
FROM   procedure_asked t
WHERE  NOT EXISTS (SELECT 1
                   FROM   procedure p
                   WHERE  p.type = t.type
                   AND    p.system = :system)
