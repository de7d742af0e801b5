-- id: C1-1.flow-without-information
-- check: C1-1
-- rows: C1-1, S1-T1
-- class: should
-- severity: medium
-- ja: 流れ「{flow|flow}」が、格付のある情報を何も運んでいない
-- en: the flow "{flow|flow}" carries no graded information
SELECT 'flow' AS subject_kind, f.id AS subject_id, '' AS key, f.id AS flow
FROM   flow f
WHERE  NOT EXISTS (
           SELECT 1
           FROM   flow_information n
           JOIN   information i
                  ON i.id = n.value
           WHERE  n.id = f.id)
