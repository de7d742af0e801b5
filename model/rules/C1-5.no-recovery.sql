-- id: C1-5.no-recovery
-- check: C1-5
-- rows: C1-5, S2-K1
-- class: must/should/should
-- severity: high
-- ja: 「{subject_id|@subject_kind}」は止めてはならないのに、元に戻すことを求める必須の要件がない
-- en: "{subject_id|@subject_kind}" must not stand still, but no binding requirement asks to restore it
-- note: Information of availability 2, or a task that may hardly stop (unless its information is told
--   already). A requirement that serves the whole system (no scenario, a baseline item) counts for all.
WITH restored AS (
    SELECT h.value AS information
    FROM   scenario_information h
    JOIN   scenario_requirement r
           ON r.scenario = h.id
    WHERE  r.function = 'recover'
    AND    r.priority = 'must'
    AND    r.state <> 'excepted'
),
lacking AS (
    SELECT 'information' AS kind, i.id
    FROM   information i
    WHERE  i.a = 2
    AND    i.id NOT IN (SELECT information FROM restored)
    UNION ALL
    SELECT 'task', t.id
    FROM   task t
    WHERE  t.tolerable_stop <= mv('stop.short')
    AND    NOT EXISTS (SELECT 1
                       FROM   task_information q
                       JOIN   information i
                              ON i.id = q.value
                       WHERE  q.id = t.id
                       AND    (i.a = 2
                               OR i.id IN (SELECT information FROM restored)))
)
SELECT l.kind AS subject_kind, l.id AS subject_id, '' AS key
FROM   lacking l
WHERE  EXISTS (SELECT 1 FROM requirement)
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
