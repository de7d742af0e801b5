-- id: C3-5.single
-- check: C3-5
-- rows: C3-5, S4-R2
-- class: must/should/advice
-- severity: high
-- waits: graph
-- note: Of information that a grave scenario is about, until that risk is accepted in date. A control that
--   detects is no barrier.
-- ja: 対策「{control|control}」が働かなくなると、「{information|information}」まで止めるものがない
-- en: with "{control|control}" out of action nothing stops the way to "{information|information}"
SELECT 'control' AS subject_kind, c.id AS subject_id, x.information AS key, c.id AS control, x.information
FROM   cut x
JOIN   control c
       ON x.off_kind = 'control'
       AND c.id = x.off_id
WHERE  x.depth_without = 0
AND    x.paths_opened > 0
AND    c.function <> 'detect'
AND    EXISTS (SELECT 1
               FROM   hot h
               JOIN   scenario_information i
                      ON i.id = h.scenario
               WHERE  i.value = x.information
               AND    h.scenario NOT IN (SELECT a.scenario FROM acceptance_now a))
GROUP  BY c.id, x.information
