-- id: C1-5.no-recovery
-- check: C1-5
-- rows: C1-5, S2-K1
-- class: must/should/should
-- severity: high
-- ja: 「{information|information}」は止められない業務か情報なのに、元に戻すことを求める必須の要件がない
-- en: "{information|information}" must stay available, but no binding requirement asks to restore it
-- note: A requirement that serves the whole system (no scenario, a baseline item) counts for all.
WITH needed AS (
    SELECT i.id AS information
    FROM   information i
    WHERE  i.a = 2
    UNION
    SELECT q.value
    FROM   task t
    JOIN   task_information q
           ON q.id = t.id
    JOIN   information i
           ON i.id = q.value
    WHERE  t.tolerable_stop <= mv('stop.short')
)
SELECT 'information' AS subject_kind, n.information AS subject_id, '' AS key, n.information
FROM   needed n
WHERE  EXISTS (SELECT 1 FROM requirement)
AND    NOT EXISTS (SELECT 1
                   FROM   scenario_information h
                   JOIN   scenario_requirement r
                          ON r.scenario = h.id
                   WHERE  h.value = n.information
                   AND    r.function = 'recover'
                   AND    r.priority = 'must'
                   AND    r.state <> 'excepted')
AND    NOT EXISTS (SELECT 1
                   FROM   requirement r
                   WHERE  r.function = 'recover'
                   AND    r.priority = 'must'
                   AND    NOT EXISTS (SELECT 1
                                      FROM   requirement_scenarios q
                                      WHERE  q.id = r.id)
                   AND    NOT EXISTS (SELECT 1
                                      FROM   excepted_requirement e
                                      WHERE  e.requirement = r.id))
