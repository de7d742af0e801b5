-- id: STD.phase-hole
-- check: C1-3
-- rows: STD, N2, C1-3
-- class: should/should/-
-- severity: low
-- note: A standard without phases serves all. Coding rules and benchmarks named by components count; so does
--   a standard that is not known here.
-- ja: 方針「{policy|security_policy}」には、工程{phase}で準拠する基準がない
-- en: the policy "{policy|security_policy}" names no standard that serves phase {phase}
WITH RECURSIVE phase(n) AS (
    SELECT 2
    UNION ALL
    SELECT n + 1
    FROM   phase
    WHERE  n < 8
),
named(policy, standard) AS (
    SELECT b.id, b.value FROM security_policy_baselines b
    UNION
    SELECT p.id, c.coding_rules FROM security_policy p JOIN component c ON c.coding_rules IS NOT NULL
    UNION
    SELECT p.id, c.benchmark FROM security_policy p JOIN component c ON c.benchmark IS NOT NULL
)
SELECT 'security_policy' AS subject_kind, p.id AS subject_id, CAST(f.n AS TEXT) AS key, p.id AS policy, f.n AS phase
FROM   security_policy p
JOIN   phase f
WHERE  EXISTS (SELECT 1 FROM security_policy_baselines b WHERE b.id = p.id)
AND    NOT EXISTS (
           SELECT 1
           FROM   named n
           WHERE  n.policy = p.id
           AND    (NOT EXISTS (SELECT 1 FROM standard_phases h WHERE h.id = n.standard)
                   OR EXISTS (
                          SELECT 1
                          FROM   standard_phases h
                          WHERE  h.id = n.standard
                          AND    h.value = f.n)))
