-- id: P6.task-burden
-- check: C1-1
-- rows: P6, C1-1
-- class: need
-- severity: low
-- ja: 業務「{task|task}」が国民や他機関の職員に求める手間を、どう検討したかが書かれていない
-- en: nothing tells how the effort that "{task|task}" asks of citizens or other bodies was weighed
SELECT 'task' AS subject_kind, t.id AS subject_id, '' AS key, t.id AS task
FROM   task t
WHERE  blank(t.usability, 10)
AND    EXISTS (
           SELECT 1
           FROM   task_actors p
           JOIN   actor a
                  ON a.id = p.value
           WHERE  p.id = t.id
           AND    a.type IN ('citizen', 'staff_other'))
