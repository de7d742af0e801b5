-- id: C2-4.unregistered-part
-- check: C2-4
-- rows: C2-4, S3-R3, S3-T5
-- class: need
-- severity: medium
-- ja: 「{component|component}」{what_ja}
-- en: "{component|component}" {what_en}
-- note: A bill of materials of the component tells both.
WITH read AS (
    SELECT DISTINCT component FROM component_instance
)
SELECT 'component' AS subject_kind, component AS subject_id, '' AS key, component,
       'が何の製品か記録されていない' AS what_ja, 'has no product recorded' AS what_en
FROM   unnamed_part
WHERE  component NOT IN (SELECT component FROM read WHERE component IS NOT NULL)
UNION ALL
SELECT 'component', c.id, 'version', c.id, 'で動いている製品の版が記録されていない',
       'runs a product of which nobody recorded the version'
FROM   component c
JOIN   product p
       ON p.id = c.product
WHERE  c.env = 'production'
AND    c.custom = 0
AND    c.cloud_service IS NULL
AND    c.version IS NULL
AND    c.type NOT IN ('media', 'physical')
AND    p.type NOT IN ('hardware', 'service')
AND    c.id NOT IN (SELECT component FROM read WHERE component IS NOT NULL)
