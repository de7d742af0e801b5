-- id: C1-3.acceptance-unsupported
-- check: C1-3
-- rows: C1-3, S1-R3, A3, P5a
-- class: must
-- severity: high
-- waits: controls
-- note: A control that another one in force replaces (trace) is not missed.
-- ja: シナリオ「{scenario|scenario}」の受容を支える対策「{control|control}」が、働いていない
-- en: the control "{control|control}", on which the acceptance of "{scenario|scenario}" leans, does not work
WITH failing AS (
    SELECT k.id
    FROM   control_all k
    WHERE  k.retired_at IS NOT NULL
    OR     k.state = 'disabled'
    UNION
    SELECT p.control FROM control_proof p WHERE p.weight = 0
)
SELECT 'acceptance' AS subject_kind, a.id AS subject_id, n.value AS key, a.scenario, n.value AS control
FROM   acceptance_now a
JOIN   acceptance_compensating n
       ON n.id = a.id
JOIN   failing f
       ON f.id = n.value
WHERE  NOT EXISTS (
           SELECT 1
           FROM   trace t
           JOIN   control k
                  ON k.id = t.from_id
           WHERE  t.type = 'replaces'
           AND    t.from_kind = 'control'
           AND    t.to_kind = 'control'
           AND    t.to_id = n.value
           AND    k.state = 'implemented'
           AND    k.id NOT IN (SELECT id FROM failing))
