-- view: cloud_place
-- note: Production components on a cloud service, by themselves (depth 0) or through what they run on.
SELECT h.cloud_service AS service, l.component, l.depth
FROM   host_line l
JOIN   component h
       ON h.id = l.host
JOIN   component c
       ON c.id = l.component
WHERE  h.cloud_service IS NOT NULL
AND    c.env = 'production'
