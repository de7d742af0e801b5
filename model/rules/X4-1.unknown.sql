-- id: X4-1.unknown
-- check: C7-1
-- rows: X4-1, C7-1, S4-K1
-- class: need
-- severity: medium
-- ja: {component|component}の{what_ja}が分からず、脆弱性やサポート切れを確かめられない
-- en: {what_en} of {component|component} is not known, so flaws and the end of support cannot be looked up
SELECT 'component' AS subject_kind, c.id AS subject_id, CASE WHEN c.product IS NULL THEN 'product' ELSE 'version' END AS key,
       c.id AS component,
       CASE WHEN c.product IS NULL THEN '製品' ELSE '版' END AS what_ja,
       CASE WHEN c.product IS NULL THEN 'the product' ELSE 'the version' END AS what_en
FROM   component c
JOIN   in_operation o
WHERE  c.env = 'production'
AND    c.custom = 0
AND    c.cloud_service IS NULL
AND    c.type NOT IN ('saas', 'media', 'physical', 'printer')
AND    (c.product IS NULL
        OR (c.version IS NULL
            AND NOT EXISTS (SELECT 1
                            FROM   component_instance i
                            WHERE  i.component = c.id)))
