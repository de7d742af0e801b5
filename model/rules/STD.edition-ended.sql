-- id: STD.edition-ended
-- check: C1-3
-- rows: STD, N2, D4, C1-3
-- class: should
-- severity: medium
-- note: A standard that is not known here tells nothing. Editions may be used for std.grace after their end;
--   so may a method after the organisation has brought out a newer one.
-- ja: 基準「{standard|standard}」は、{why}
-- en: the standard "{standard|standard}" {why_en}
WITH used(kind, id, standard) AS (
    SELECT 'security_policy', b.id, b.value FROM security_policy_baselines b
    UNION ALL
    SELECT 'system', s.id, s.checklist FROM system s
    UNION ALL
    SELECT 'system', s.id, s.method FROM system s
)
SELECT u.kind AS subject_kind, u.id AS subject_id, u.standard AS key, u.standard,
       '失効してから猶予期間を過ぎても使われている' AS why,
       'is still used longer after its end than allowed' AS why_en
FROM   used u
JOIN   standard d
       ON d.id = u.standard
WHERE  d.effective_ends_on + mv('std.grace') <= :now
UNION ALL
SELECT u.kind, u.id, 'unsigned-' || u.standard, u.standard,
       '組織で承認されていないのに使われている', 'is used without the organisation having approved it'
FROM   used u
JOIN   standard d
       ON d.id = u.standard
WHERE  NOT EXISTS (
           SELECT 1
           FROM   ok a
           WHERE  a.kind = 'standard'
           AND    a.id = d.id)
UNION ALL
SELECT 'system', s.id, 'method', s.method,
       '組織の新しい手法が出てから、猶予期間を過ぎても使われている',
       'is still used longer after the organisation''s newer method came out than allowed'
FROM   system s
JOIN   standard d
       ON d.id = s.method
WHERE  EXISTS (
           SELECT 1
           FROM   standard n
           JOIN   ok a
                  ON a.kind = 'standard'
                  AND a.id = n.id
           WHERE  n.type = 'method'
           AND    n.put_role <> 'engine'
           AND    n.effective_from > d.effective_from
           AND    n.effective_from + mv('std.grace') <= :now)
