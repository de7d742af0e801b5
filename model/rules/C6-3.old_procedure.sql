-- id: C6-3.old_procedure
-- check: C6-3
-- rows: C6-3, S7-T3, N1
-- class: should/should/-
-- severity: medium
-- ja: 手順書「{procedure|procedure}」は訓練「{drill|drill}」の後に変わり、新しい手順はまだ試されていない
-- en: the procedure "{procedure|procedure}" changed after the drill "{drill|drill}", and the new one was not rehearsed
WITH last AS (
    SELECT x.value AS procedure, d.id AS drill, d.held_at,
           row_number() OVER (PARTITION BY x.value ORDER BY d.held_at DESC, d.id) AS nth
    FROM   drill d
    JOIN   drill_procedures x
           ON x.id = d.id
)
SELECT 'procedure' AS subject_kind, l.procedure AS subject_id, '' AS key, l.procedure, l.drill
FROM   last l
WHERE  l.nth = 1
AND    EXISTS (SELECT 1
               FROM   model_change m
               WHERE  m.kind = 'procedure'
               AND    m.id = l.procedure
               AND    m.field IN ('edition', 'document')
               AND    m.at > l.held_at)
AND    NOT EXISTS (SELECT 1
                   FROM   issue i
                   WHERE  i.found_in_kind = 'drill'
                   AND    i.found_in_id = l.drill
                   AND    i.subject_kind = 'procedure'
                   AND    i.subject_id = l.procedure)
