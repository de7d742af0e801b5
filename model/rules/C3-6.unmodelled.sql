-- id: C3-6.unmodelled
-- check: C3-6
-- rows: C3-6, S4-T1
-- class: need
-- severity: medium
-- ja: {component|component}が何の上で動くのかが記録されていないため、土台の対策を確かめられない
-- en: nobody recorded what {component|component} runs on, so the controls below it cannot be judged
SELECT 'component' AS subject_kind, c.id AS subject_id, '' AS key, c.id AS component
FROM   component c
WHERE  c.env = 'production'
AND    c.custom = 1
AND    c.runs_on IS NULL
AND    c.cloud_service IS NULL
AND    c.type NOT IN ('host', 'vm', 'saas', 'media')
