-- id: C4-5.old-image
-- check: C4-5
-- rows: C4-5, S5-R3
-- class: should
-- severity: medium
-- note: Where another image runs than the one that is recorded, the check's ground tells it.
-- ja: ひな型「{image|image}」は作り直しの期限を過ぎたのに、本番の{n}件で使われている: {components|component}
-- en: the image "{image|image}" is past the date by which to rebuild it, but still used in production ({n}): {components|component}
SELECT 'image' AS subject_kind, m.id AS subject_id, '' AS key, m.id AS image, count(*) AS n, group_concat(c.id) AS components
FROM   image m
JOIN   component c
       ON c.image = m.id
WHERE  c.env = 'production'
AND    m.ends_on <= :now
GROUP  BY m.id
