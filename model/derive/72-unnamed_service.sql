-- view: unnamed_service
-- note: Production elements in a cloud, or services as such, that name no cloud service and stand on
--   nothing that could.
SELECT c.id AS component, c.name FROM component c
WHERE  c.env = 'production'
AND    c.runs_on IS NULL
AND    c.cloud_service IS NULL
AND    (c.type = 'saas'
        OR EXISTS (SELECT 1
                   FROM   zone_line l
                   JOIN   zone z
                          ON z.id = l.above
                   WHERE  l.zone = c.zone AND z.type = 'cloud'))
