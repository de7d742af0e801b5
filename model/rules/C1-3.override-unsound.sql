-- id: C1-3.override-unsound
-- check: C1-3
-- rows: C1-3, S1-R2
-- class: should
-- severity: medium
-- note: Lowering: a value below the top of the scale (3) for T or V.
-- ja: シナリオ「{scenario|scenario}」のリスク要素{factor}の上書きは、{why}
-- en: the override of {factor} in "{scenario|scenario}" {why_en}
SELECT 'scenario' AS subject_kind, o.id AS subject_id, o.factor AS key, o.id AS scenario, o.factor,
       '期限が過ぎている' AS why, 'has ended' AS why_en
FROM   scenario_overrides o
WHERE  o.ends_on <= :now
UNION ALL
SELECT 'scenario', min(o.id), 'copied', min(o.id), min(o.factor),
       count(DISTINCT o.id) || '件のシナリオに同じ理由で使い回されている',
       'is given for one and the same reason in ' || count(DISTINCT o.id) || ' scenarios'
FROM   scenario_overrides o
WHERE  o.factor IN ('T', 'V')
AND    o.value < 3
AND    o.ends_on > :now
GROUP  BY norm(o.reason)
HAVING count(DISTINCT o.id) >= mv('override.copy_max')
