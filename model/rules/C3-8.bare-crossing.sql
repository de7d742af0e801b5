-- id: C3-8.bare-crossing
-- check: C3-8
-- rows: C3-8, S4-K3
-- class: must/must/should
-- severity: high
-- ja: 流れ「{flow|flow}」は{from_zone|zone}から{to_zone|zone}へ入るが、そこに対策が一つもない
-- en: the flow "{flow|flow}" enters {to_zone|zone} from {from_zone|zone} without any control on its way
SELECT 'flow' AS subject_kind, x.flow AS subject_id, '' AS key, x.flow, x.from_zone, x.to_zone
FROM   flow_crossing x
JOIN   flow f
       ON f.id = x.flow
WHERE  x.trust_to > x.trust_from
AND    NOT EXISTS (SELECT 1
                   FROM   control c
                   JOIN   control_places p
                          ON p.id = c.id
                   WHERE  c.state <> 'disabled'
                   AND    c.layer IN ('network', 'application')
                   AND    ((p.value_kind = 'flow' AND p.value_id = x.flow)
                           OR (p.value_kind = 'interface' AND p.value_id = f.interface)
                           OR (p.value_kind = 'component' AND f.to_kind = 'component' AND p.value_id = f.to_id)
                           OR (p.value_kind = 'zone' AND p.value_id IN (SELECT l.above FROM zone_line l WHERE l.zone = x.to_zone))
                           OR p.value_kind = 'system'))
