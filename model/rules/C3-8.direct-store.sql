-- id: C3-8.direct-store
-- check: C3-8
-- rows: C3-8, X2-2
-- class: must
-- severity: high
-- ja: 流れ「{flow|flow}」は、信頼度の低い{from_zone|zone}からデータの保存先{component|component}へ直接届く
-- en: the flow "{flow|flow}" reaches the store {component|component} directly from {from_zone|zone}, a zone of much lower trust
SELECT 'flow' AS subject_kind, x.flow AS subject_id, '' AS key, x.flow, x.from_zone, c.id AS component
FROM   flow_crossing x
JOIN   flow f
       ON f.id = x.flow
JOIN   component c
       ON f.to_kind = 'component'
       AND c.id = f.to_id
WHERE  c.type IN ('database', 'directory', 'search', 'queue', 'storage')
AND    x.trust_to - x.trust_from >= 2
