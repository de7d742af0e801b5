-- id: C6-2.edition
-- check: C6-2
-- rows: C6-2, S7-R2
-- class: should
-- severity: low
-- ja: 手順書「{procedure|procedure}」は文書が差し替わったが、版が前のまま({edition})になっている
-- en: the document of "{procedure|procedure}" was replaced, but its edition stayed {edition}
SELECT 'procedure' AS subject_kind, p.id AS subject_id, '' AS key, p.id AS procedure, p.edition
FROM   procedure p
JOIN   (SELECT id, max(at) AS at
        FROM   model_change
        WHERE  kind = 'procedure' AND field = 'document'
        GROUP  BY id) d
       ON d.id = p.id
WHERE  p.system = :system
AND    NOT EXISTS (SELECT 1
                   FROM   model_change e
                   WHERE  e.kind = 'procedure'
                   AND    e.id = p.id
                   AND    e.field = 'edition'
                   AND    e.at >= coalesce((SELECT max(b.at)
                                            FROM   model_change b
                                            WHERE  b.kind = 'procedure'
                                            AND    b.id = p.id
                                            AND    b.field = 'document'
                                            AND    b.at < d.at), 0))
