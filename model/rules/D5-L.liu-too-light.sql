-- id: D5-L.liu-too-light
-- check: C2-3
-- rows: D5-L, D5-2a, C2-3
-- class: must
-- severity: high
-- ja: ISMAP-LIUの{service|cloud_service}{what_ja}
-- en: {service|cloud_service}, on the list for low impact only, {what_en}
WITH light AS (
    SELECT l.service, min(a.information) AS information
    FROM   cloud_listing l
    LEFT   JOIN (SELECT p.service, i.id AS information
                 FROM   cloud_place p
                 JOIN   information_at x
                        ON x.place_kind = 'component'
                        AND x.place_id = p.component
                 JOIN   information i
                        ON i.id = x.information
                 WHERE  i.c = 3
                 OR     i.personal IN ('sensitive', 'my_number')) a
           ON a.service = l.service
    WHERE  l.listing = 'liu'
    GROUP  BY l.service
)
SELECT 'cloud_service' AS subject_kind, service AS subject_id, '' AS key, service, 'must' AS class,
       'で、「' || coalesce(i.name, i.id) || '」のような情報を扱っている' AS what_ja,
       'handles information such as "' || coalesce(i.name_en, i.name, i.id) || '"' AS what_en
FROM   light
JOIN   information i
       ON i.id = light.information
UNION ALL
SELECT 'cloud_service', service, 'business', service, 'need',
       'の対象業務が記録されていない', 'does not say for which kind of business'
FROM   light
JOIN   cloud_service s
       ON s.id = light.service
WHERE  blank(s.liu_business, 4)
