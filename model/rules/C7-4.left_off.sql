-- id: C7-4.left_off
-- check: C7-4
-- rows: C7-4, S8-T1, N1
-- class: must
-- severity: high
-- ja: 対策「{control|control}」は{since|date}から止まったままで、戻す予定もない
-- en: the control "{control|control}" has been off since {since|date}, with no date to bring it back
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
SELECT 'control' AS subject_kind, o.id AS subject_id, '' AS key, o.id AS control, o.since
FROM   off o
WHERE  o.since + mv('control.off_max') <= :now
AND    (o.due IS NULL OR o.due <= :now)
