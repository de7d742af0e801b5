-- id: N3.cloud
-- check: C2-3
-- rows: N3, C2-3, D5-R1
-- class: should
-- severity: high
-- note: A listing that ended, lost a part or is not what it was is told by D5-L.
-- ja: クラウドサービス{service|cloud_service}が{at|date}に本番で使われ始めたが、工程{phases}がやり直されていない
-- en: production came to use {service|cloud_service} on {at|date}, but phase {phases} was not run again
WITH used AS (
    SELECT c.cloud_service AS service,
           coalesce((SELECT max(m.at)
                     FROM   model_change m
                     WHERE  m.kind = 'component'
                     AND    m.id = c.id
                     AND    m.field = 'cloud_service'), c.created_at) AS at
    FROM   component c
    WHERE  c.env = 'production'
    AND    c.cloud_service IS NOT NULL
),
trigger AS (
    SELECT u.service, min(u.at) AS at
    FROM   used u
    GROUP  BY u.service
    HAVING min(u.at) > (SELECT min(f.created_at) FROM component f) + 86400000000
),
late AS (
    SELECT t.service, t.at, group_concat(DISTINCT p.phase) AS phases
    FROM   trigger t
    JOIN   phase_passed p
           ON p.phase IN (3, 4)
           AND p.at < t.at
    WHERE  NOT EXISTS (SELECT 1
                       FROM   review r
                       JOIN   review_items x
                              ON x.id = r.id
                       WHERE  r.type = 'risk'
                       AND    r.at >= t.at
                       AND    x.subject_kind = 'cloud_service'
                       AND    x.subject_id = t.service)
    GROUP  BY t.service
)
SELECT 'cloud_service' AS subject_kind, l.service AS subject_id, '' AS key, l.service, l.at, l.phases,
       CASE WHEN l.at + mv('grace.n3') <= :now THEN 'must' ELSE 'should' END AS class
FROM   late l
