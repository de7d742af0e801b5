-- view: layer_task
-- note: The task of the demarcation that preventive controls of a layer belong to.
SELECT 'application' AS layer, 'app_vuln' AS task
UNION ALL SELECT 'middleware', 'mw'
UNION ALL SELECT 'os', 'os'
UNION ALL SELECT 'network', 'boundary'
UNION ALL SELECT 'physical', 'physical'
