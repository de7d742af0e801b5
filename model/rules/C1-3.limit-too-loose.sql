-- id: C1-3.limit-too-loose
-- check: C1-3
-- rows: C1-3, S1-R3, A3
-- class: must
-- severity: high
-- ja: 方針「{policy|security_policy}」は値{up_to}までの受容を認めるが、組織が認めるのは値{allowed}までで、CISOの決裁もない
-- en: the policy "{policy|security_policy}" lets risks up to {up_to} be carried; the organisation allows {allowed}, and the CISO has not decided otherwise
SELECT 'security_policy' AS subject_kind, p.id AS subject_id, '' AS key, p.id AS policy,
       p.accept_up_to AS up_to, mv('acceptance.up_to') AS allowed
FROM   security_policy p
JOIN   ok a
       ON a.kind = 'security_policy'
       AND a.id = p.id
WHERE  p.accept_up_to < mv('acceptance.up_to')
AND    NOT EXISTS (
           SELECT 1
           FROM   decision d
           WHERE  d.subject_kind = 'security_policy'
           AND    d.subject_id = p.id
           AND    d.put_role = 'ciso'
           AND    d.choice <> 'reject'
           AND    d.put_at >= coalesce((SELECT m.at FROM mc m
                                        WHERE  m.kind = 'security_policy'
                                        AND    m.id = p.id), 0))
