-- id: C3-5.off
-- check: C3-5
-- rows: C3-5, N1
-- class: must
-- severity: high
-- note: What stays off with no date to come back is told by C7-4.left_off.
-- ja: 対策「{control|control}」は停止中で、要件「{requirement|requirement}」を満たす対策がほかにない
-- en: "{control|control}" is switched off, and nothing else meets the requirement "{requirement|requirement}"
WITH off AS (
    SELECT c.id, c.due,
           coalesce((SELECT max(m.at)
                     FROM   model_change m
                     WHERE  m.kind = 'control'
                     AND    m.id = c.id
                     AND    m.field = 'state'), c.created_at) AS since
    FROM   control c
    WHERE  c.state = 'disabled'
)
SELECT 'control' AS subject_kind, o.id AS subject_id, r.id AS key, o.id AS control, r.id AS requirement
FROM   off o
JOIN   control_requirements n
       ON n.id = o.id
JOIN   requirement r
       ON r.id = n.value
WHERE  NOT EXISTS (SELECT 1
                   FROM   control_requirements x
                   JOIN   control k
                          ON k.id = x.id
                   WHERE  x.value = r.id
                   AND    k.state = 'implemented')
AND    NOT (o.since + mv('control.off_max') <= :now
            AND (o.due IS NULL OR o.due <= :now))
