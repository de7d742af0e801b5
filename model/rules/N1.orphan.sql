-- id: N1.orphan
-- check: C1-4
-- rows: N1, C1-4
-- class: should
-- severity: medium
-- note: An item of a standard that is not known here is taken to be in force; a risk still to be reduced that names
--   the requirement gives it ground too.
-- ja: 要件「{requirement|requirement}」の根拠としたリスクシナリオは、すべて廃止されている。要るなら別の根拠に結び付け、要らないなら取り下げる
-- en: all scenarios on which the requirement "{requirement|requirement}" rests were given up; link it to another ground or drop it
SELECT 'requirement' AS subject_kind, q.id AS subject_id, '' AS key, q.id AS requirement
FROM   requirement q
JOIN   requirement_scenarios r
       ON r.id = q.id
LEFT   JOIN scenario s
       ON s.id = r.value
WHERE  EXISTS (SELECT 1
               FROM   scenario_all o
               WHERE  o.id = r.value)
AND    NOT EXISTS (SELECT 1
                   FROM   requirement_items i
                   LEFT   JOIN standard t
                          ON t.id = i.value_standard
                   WHERE  i.id = q.id
                   AND    (t.effective_ends_on IS NULL OR t.effective_ends_on > :now))
AND    NOT EXISTS (SELECT 1
                   FROM   treatment_requirements n
                   JOIN   treatment w
                          ON w.id = n.id
                   JOIN   scenario k
                          ON k.id = w.scenario
                   WHERE  n.value = q.id)
GROUP  BY q.id
HAVING count(s.id) = 0
