-- id: C3-3.copy
-- check: C3-3
-- rows: C3-3, S4-K1, P4
-- class: should
-- severity: medium
-- note: In stores proper C1-1.hidden-copy tells it; here it is about what keeps data by the way: logs,
--   backups, pipelines, image stores, learning systems. What hands copies on to the place of a backup plan
--   keeps none itself.
-- ja: {component|component}に「{information|information}」が流れ込むが、保管先として記録されていない
-- en: "{information|information}" flows into {component|component}, which is not recorded as a place where it is kept
SELECT DISTINCT 'component' AS subject_kind, c.id AS subject_id, n.id AS key, c.id AS component, n.id AS information
FROM   flow f
JOIN   flow_information x
       ON x.id = f.id
JOIN   information n
       ON n.id = x.value
JOIN   component c
       ON f.to_kind = 'component'
       AND c.id = f.to_id
WHERE  c.type IN ('log', 'backup', 'ci_cd', 'registry', 'ai')
AND    (n.c >= 2 OR n.i = 2)
AND    NOT EXISTS (SELECT 1
                   FROM   information_stored_in s
                   WHERE  s.id = n.id
                   AND    s.value = c.id)
AND    NOT EXISTS (SELECT 1
                   FROM   backup_plan b
                   JOIN   backup_plan_information i
                          ON i.id = b.id
                   WHERE  i.value = n.id
                   AND    (b.destination = c.id
                           OR EXISTS (SELECT 1
                                      FROM   flow o
                                      WHERE  o.from_id = c.id
                                      AND    o.to_id = b.destination)))
AND    NOT (f.both_ways = 1
            AND EXISTS (SELECT 1
                        FROM   information_stored_in s
                        WHERE  s.id = n.id
                        AND    s.value = f.from_id))
