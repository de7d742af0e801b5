-- view: assessment_asked
-- note: The types of assessment that the rank asks for, as far as the model has something that they apply to.
WITH kind(type, here) AS (
    SELECT 'web', EXISTS (SELECT 1 FROM interface WHERE type IN ('web', 'api'))
    UNION ALL
    SELECT 'app', EXISTS (SELECT 1 FROM interface WHERE type = 'app')
    UNION ALL
    SELECT 'platform', EXISTS (SELECT 1 FROM component
                               WHERE  env = 'production' AND layer IN ('os', 'middleware', 'network')
                               AND    cloud_service IS NULL)
    UNION ALL
    SELECT 'cloud', EXISTS (SELECT 1 FROM component c
                            JOIN   cloud_service s
                                   ON s.id = c.cloud_service
                            WHERE  c.env = 'production' AND s.model IN ('iaas', 'paas'))
    UNION ALL
    SELECT 'pentest', EXISTS (SELECT 1 FROM interface WHERE exposure IN ('internet', 'partner'))
)
SELECT k.type
FROM   kind k
WHERE  k.here
AND    mv_has('assess.means', k.type)
