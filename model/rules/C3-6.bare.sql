-- id: C3-6.bare
-- check: C3-6
-- rows: C3-6, S4-T1
-- class: must/must/should
-- severity: medium
-- waits: controls
-- ja: {component|component}には、対策が一つもない
-- en: {component|component} has no control at all
SELECT 'component' AS subject_kind, k.component AS subject_id, '' AS key, k.component
FROM   cell_open k
GROUP  BY k.component
HAVING sum(k.controls) = 0
