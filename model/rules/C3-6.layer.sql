-- id: C3-6.layer
-- check: C3-6
-- rows: C3-6, S4-T1
-- class: must
-- severity: high
-- waits: controls
-- ja: {layer|component.layer}の層に、対策が一つもない
-- en: there is no control at all on the layer "{layer|component.layer}"
SELECT 'system' AS subject_kind, :system AS subject_id, k.layer AS key, k.layer
FROM   cell_open k
WHERE  k.layer IN ('application', 'middleware', 'os', 'network', 'cloud')
GROUP  BY k.layer
HAVING sum(k.controls) = 0
