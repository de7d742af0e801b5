-- id: N1.cloud_place
-- check: C2-3
-- rows: N1, D5-L, C2-3
-- class: must
-- severity: high
-- ja: {component|component}の置かれた国({country})は、審査したクラウドサービス「{service|cloud_service}」の地域に入っていない
-- en: {component|component} runs in {country}, which is not among the regions reviewed for "{service|cloud_service}"
SELECT 'component' AS subject_kind, c.id AS subject_id, c.cloud_service AS key, c.id AS component,
       c.cloud_service AS service, z.country
FROM   component c
JOIN   zone z
       ON z.id = c.zone
WHERE  EXISTS (SELECT 1
               FROM   cloud_service_regions r
               WHERE  r.id = c.cloud_service)
AND    NOT EXISTS (SELECT 1
                   FROM   cloud_service_regions r
                   WHERE  r.id = c.cloud_service
                   AND    upper(substr(r.value, 1, 2)) = upper(z.country))
