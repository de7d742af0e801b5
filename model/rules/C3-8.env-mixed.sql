-- id: C3-8.env-mixed
-- check: C3-8
-- rows: C3-8
-- class: must/should/should
-- severity: medium
-- ja: 区域「{zone|zone}」に、本番と本番でない構成要素({names})が同居している
-- en: the zone "{zone|zone}" holds production and other components ({names}) together
SELECT 'zone' AS subject_kind, o.zone AS subject_id, '' AS key, o.zone, group_concat(coalesce(o.name, o.id), '、') AS names
FROM   component o
WHERE  o.env <> 'production'
AND    o.type <> 'ci_cd'
AND    EXISTS (SELECT 1
               FROM   component p
               WHERE  p.zone = o.zone
               AND    p.env = 'production')
GROUP  BY o.zone
