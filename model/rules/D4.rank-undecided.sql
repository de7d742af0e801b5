-- id: D4.rank-undecided
-- check: C1-3
-- rows: D4, P4, S1-K1, C1-3
-- class: need
-- severity: high
-- note: A new system has rank.grace while its first gate is still open.
-- ja: リスクランクが決裁されていない(提案は{proposed|rank})
-- en: the risk rank has not been decided (proposed: {proposed|rank})
SELECT 'system' AS subject_kind, s.id AS subject_id, 'rank' AS key, coalesce(r.proposed, 'mid') AS proposed
FROM   system s
LEFT   JOIN system_rank r
       ON r.system = s.system
LEFT   JOIN approval a
       ON a.kind = 'system'
       AND a.id = s.id
WHERE  (r.decided IS NULL
        OR a.state IN ('none', 'draft', 'rejected', 'expired'))
AND    (s.created_at + mv('rank.grace') <= :now
        OR EXISTS (
               SELECT 1
               FROM   gate_state g
               WHERE  g.phase = 1
               AND    g.state <> 'open'))
