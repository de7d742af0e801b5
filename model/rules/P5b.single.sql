-- id: P5b.single
-- check: C1-3
-- rows: P5b, A1, A3
-- class: should/should/-
-- severity: medium
-- note: Only where something has waited for the one holder longer than deputy.wait: a phase that was submitted, a
--   recommendation without an answer.
-- ja: {role|role}が一人しかおらず、その判断を待つものが長く止まっている
-- en: one person alone holds the role of {role|role}, and what waits for that person does not move
WITH waiting(role, since) AS (
    SELECT 'owner', g.since
    FROM   gate_state g
    WHERE  g.state IN ('submitted', 'assessed')
    UNION ALL
    SELECT r.addressee, r.due
    FROM   recommendation r
    WHERE  r.answer IS NULL
    AND    r.closed_at IS NULL
),
holder AS (
    SELECT r.role, count(DISTINCT r.person) AS n
    FROM   role_now r
    WHERE  r.person NOT IN (SELECT id FROM gone)
    GROUP  BY r.role
)
SELECT DISTINCT 'system' AS subject_kind, :system AS subject_id, w.role AS key, w.role
FROM   waiting w
JOIN   holder h
       ON h.role = w.role
WHERE  h.n = 1
AND    w.since + mv('deputy.wait') <= :now
