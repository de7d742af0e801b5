-- id: D5-L.region
-- check: C2-3
-- rows: D5-L, C2-3
-- class: must
-- severity: high
-- ja: {what_ja}
-- en: {what_en}
-- note: Must where confidentiality 2 or more lies there, else should. Regions abroad that we do not use
--   are no matter.
WITH placed AS (
    SELECT p.service, c.id, coalesce(c.name, c.id) AS name, z.country, coalesce(k.c, 0) >= 2 AS grave
    FROM   cloud_place p
    JOIN   component c
           ON c.id = p.component
    JOIN   zone z
           ON z.id = c.zone
    LEFT   JOIN place_class k
           ON k.place_kind = 'component'
           AND k.place_id = c.id
),
used AS (
    SELECT s.id, coalesce(s.name, s.id) AS name, coalesce(s.name_en, s.name, s.id) AS name_en, s.jurisdiction,
           s.foreign_law, coalesce((SELECT max(p.grave) FROM placed p WHERE p.service = s.id), 0) AS grave
    FROM   cloud_service s
    JOIN   cloud_taken t
           ON t.service = s.id
)
SELECT 'component' AS subject_kind, id AS subject_id, '' AS key,
       CASE WHEN grave THEN 'must' ELSE 'should' END AS class,
       '「' || name || '」が、認められていない国(' || country || ')に置かれている' AS what_ja,
       '"' || name || '" lies in a country that is not allowed (' || country || ')' AS what_en
FROM   placed
WHERE  NOT mv_has('cloud.regions', country)
UNION ALL
SELECT 'cloud_service', u.id, 'none', CASE WHEN u.grave THEN 'must' ELSE 'should' END,
       u.name || 'には、認められた国のリージョンがない', u.name_en || ' has no region in a country that is allowed'
FROM   used u
WHERE  NOT EXISTS (SELECT 1
                   FROM   cloud_service_regions r
                   WHERE  r.id = u.id
                   AND    mv_has('cloud.regions', r.value))
UNION ALL
SELECT 'cloud_service', u.id, 'law', 'should',
       u.name || 'の準拠法・裁判管轄は国外(' || u.jurisdiction || ')だが、その影響が検討されていない',
       u.name_en || ' is under foreign law or courts (' || u.jurisdiction || '), and nobody said what that means'
FROM   used u
WHERE  instr(norm(u.jurisdiction), '日本') = 0
AND    norm(u.jurisdiction) NOT GLOB 'j[ap]*'
AND    blank(u.foreign_law, 10)
