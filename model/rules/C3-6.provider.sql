-- id: C3-6.provider
-- check: C3-6
-- rows: C3-6, S4-T1, S3-K1, N1
-- class: should
-- severity: medium
-- note: What the design leaves to a cloud provider and the demarcation does not. Preventive controls only:
--   who detects and responds is settled by other tasks; builders and operators share the rest as they like.
--   A holder may have it done by its subcontractor; it is enough that one of the places agrees.
-- ja: 対策「{control|control}」は{provider|party}が行うとされているが、責任分界ではその層の主担当は{holder|party}である
-- en: "{control|control}" is left to {provider|party}, but the demarcation makes {holder|party} responsible for that layer
WITH placed AS (
    SELECT c.id AS control, c.provider, t.task, a.component
    FROM   control c
    JOIN   party y
           ON y.id = c.provider
    JOIN   layer_task t
           ON t.layer = c.layer
    JOIN   control_places p
           ON p.id = c.id
    LEFT   JOIN at_component a
           ON a.kind = p.value_kind
           AND a.id = p.value_id
    WHERE  c.function = 'prevent'
    AND    y.type = 'csp'
),
held AS (
    SELECT p.control, p.provider, h.holder
    FROM   placed p
    JOIN   task_held h
           ON h.task = p.task
           AND h.component = p.component
    WHERE  h.part = 'main'
    UNION
    SELECT p.control, p.provider, d.holder
    FROM   placed p
    JOIN   demarcation d
           ON d.task = p.task
    WHERE  d.part = 'main'
    AND    d.scope_kind IS NULL
    AND    NOT EXISTS (SELECT 1
                       FROM   task_held h
                       WHERE  h.task = p.task
                       AND    h.component = p.component)
),
judged AS (
    SELECT h.control, h.provider, h.holder,
           h.provider = h.holder
           OR EXISTS (SELECT 1
                      FROM   contract s
                      JOIN   contract_line l
                             ON l.contract = s.id
                      JOIN   contract m
                             ON m.id = l.above
                      WHERE  s.party = h.provider
                      AND    m.party = h.holder) AS agrees
    FROM   held h
)
SELECT 'control' AS subject_kind, j.control AS subject_id, '' AS key, j.control, j.provider, min(j.holder) AS holder
FROM   judged j
GROUP  BY j.control
HAVING max(j.agrees) = 0
