-- id: A5.former
-- check: column
-- rows: A4, A5
-- class: should
-- severity: high
-- note: A grant that was taken back ended when it was taken back.
-- ja: 評価「{evaluation|evaluation}」をした人は、その直前までこのシステムの{role|role}だった
-- en: whoever made the evaluation "{evaluation|evaluation}" had until lately been the {role|role} of this system
SELECT 'evaluation' AS subject_kind, e.id AS subject_id, '' AS key, k.check_id, e.id AS evaluation, min(g.role) AS role
FROM   evaluation e
JOIN   role_grant_all g
       ON g.person = e.put_by
JOIN   gate_check k
       ON k.phase = coalesce(e.phase, 8)
WHERE  g.role IN ('manager', 'contractor')
AND    g.for_system = :system
AND    g.starts_on <= e.put_at
AND    coalesce(min(g.ends_on, g.retired_at), g.ends_on) > e.put_at - mv('independence.after')
GROUP  BY e.id
