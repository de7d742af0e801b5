-- id: C1-5.layer-never
-- check: C1-5
-- rows: C1-5, S2-K1
-- class: should/should/-
-- severity: medium
-- ja: 「{layer|layer}」の層の構成要素が{n}件あるのに、その層の要件が一つもない: {components|component}
-- en: No requirement at all is on the layer "{layer|layer}", where components stand ({n}): {components|component}
-- note: Where the matching task is the provider's, by its cell or by the kind of service, the layer is his.
WITH wanted AS (
    SELECT 'application' AS layer, 'app_vuln' AS task
    UNION ALL SELECT 'middleware', 'mw'
    UNION ALL SELECT 'os', 'os'
    UNION ALL SELECT 'network', 'boundary'
),
ours AS (
    SELECT w.layer, c.id, row_number() OVER (PARTITION BY w.layer ORDER BY c.id) AS nth
    FROM   wanted w
    JOIN   component c
           ON c.layer = w.layer
    LEFT   JOIN cloud_service s
           ON s.id = c.cloud_service
    WHERE  c.env = 'production'
    AND    NOT EXISTS (SELECT 1
                       FROM   task_held h
                       JOIN   party p
                              ON p.id = h.holder
                       WHERE  h.task = w.task
                       AND    (h.component = c.id
                               OR h.component IS NULL)
                       AND    h.part = 'main'
                       AND    p.type IN ('csp', 'platform'))
    AND    NOT EXISTS (SELECT 1
                       FROM   dtask_side x
                       WHERE  x.task = w.task
                       AND    x.model = s.model
                       AND    x.side = 'csp')
)
SELECT 'system' AS subject_kind, :system AS subject_id, o.layer AS key, o.layer, count(*) AS n,
       group_concat(CASE WHEN o.nth <= 20 THEN o.id END) AS components
FROM   ours o
WHERE  EXISTS (SELECT 1 FROM requirement)
AND    NOT EXISTS (SELECT 1
                   FROM   requirement r
                   WHERE  r.layer = o.layer)
GROUP  BY o.layer
