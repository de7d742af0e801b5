-- id: N1.untested
-- check: C5-1
-- rows: N1, C5-1, C6-3, S6-R1
-- class: should
-- severity: high
-- note: Switching over and revoking are shown only by doing them: a drill of another type, or a test of the function,
--   is not enough. While no drill at all serves a requirement that asks for one, N1.unverified tells it.
-- ja: 要件「{requirement|requirement}」は「{type|drill.type}」の訓練でしか確かめられないが、その訓練で達成した記録がない
-- en: only a drill of type "{type|drill.type}" shows that the requirement "{requirement|requirement}" is met, and none succeeded yet
WITH asked AS (
    SELECT q.id, q.library AS type, q.verification, coalesce(m.at, 0) AS since
    FROM   requirement q
    LEFT   JOIN mc m
           ON m.kind = 'requirement'
           AND m.id = q.id
    WHERE  q.library IN ('failover', 'revocation')
    AND    EXISTS (SELECT 1
                   FROM   phase_reached p
                   WHERE  p.phase = 6)
),
held AS (
    SELECT d.type, d.held_at FROM drill d WHERE d.held_at <= :now AND d.result IN ('achieved', 'partly')
)
SELECT 'requirement' AS subject_kind, a.id AS subject_id, '' AS key, a.id AS requirement, a.type,
       CASE a.verification WHEN 'drill' THEN 'must' END AS class
FROM   asked a
WHERE  NOT EXISTS (SELECT 1
                   FROM   held h
                   WHERE  h.type = a.type
                   AND    h.held_at >= a.since)
AND    (a.verification <> 'drill'
        OR EXISTS (SELECT 1
                   FROM   held h
                   WHERE  h.held_at >= a.since))
AND    NOT EXISTS (SELECT 1
                   FROM   excepted_requirement e
                   WHERE  e.requirement = a.id)
