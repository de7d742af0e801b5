-- id: N1.cloud_place
-- check: C2-3
-- rows: N1, D5-L, C2-3
-- class: must
-- severity: high
-- note: Countries that are not allowed at all are told by D5-L.region.
-- ja: {component|component}は{country}に置かれているが、「{service|cloud_service}」の審査で確かめた国・地域に含まれていない
-- en: {component|component} lies in {country}, which is none of the regions for which "{service|cloud_service}" was reviewed
SELECT 'component' AS subject_kind, c.id AS subject_id, '' AS key, c.id AS component, z.country, c.cloud_service AS service
FROM   component c
JOIN   zone z
       ON z.id = c.zone
WHERE  c.env = 'production'
AND    mv_has('cloud.regions', z.country)
AND    EXISTS (SELECT 1
               FROM   cloud_service_regions r
               WHERE  r.id = c.cloud_service)
AND    NOT EXISTS (SELECT 1
                   FROM   cloud_service_regions r
                   WHERE  r.id = c.cloud_service
                   AND    r.value = z.country)
