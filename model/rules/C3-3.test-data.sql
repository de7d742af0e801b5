-- id: C3-3.test-data
-- check: C3-3
-- rows: C3-3
-- class: must
-- severity: high
-- ja: 本番の個人情報「{information|information}」が、{env|env}環境の{component|component}にある
-- en: the personal information "{information|information}" lies in {component|component}, which is {env|env}, not production
SELECT DISTINCT 'component' AS subject_kind, c.id AS subject_id, n.id AS key, n.id AS information, c.id AS component, c.env
FROM   information_at a
JOIN   component c
       ON a.place_kind = 'component'
       AND c.id = a.place_id
JOIN   information n
       ON n.id = a.information
WHERE  n.personal <> 'none'
AND    c.env <> 'production'
