-- id: C1-4.verification-misfit
-- check: C1-4
-- rows: C1-4, S2-R1
-- class: should
-- severity: medium
-- ja: 要件「{requirement|requirement}」は、検証方法「{verification|requirement.verification}」では{gap}
-- en: The requirement "{requirement|requirement}" is to be verified by "{verification|requirement.verification}", {gap_en}
-- note: What a cloud provider or shared platform does can be looked at on paper only.
WITH policy AS (
    SELECT p.id
    FROM   security_policy p
    JOIN   ok a
           ON a.kind = 'security_policy'
           AND a.id = p.id
)
SELECT 'requirement' AS subject_kind, r.id AS subject_id, 'paper' AS key, r.id AS requirement, r.verification,
       '、その機能が本当に働くかを確かめられない' AS gap,
       'which cannot show that the function really works' AS gap_en
FROM   requirement r
WHERE  r.type = 'functional'
AND    r.priority = 'must'
AND    r.verification IN ('document', 'review')
AND    r.layer NOT IN ('operation', 'physical')
AND    NOT EXISTS (SELECT 1
                   FROM   party p
                   WHERE  p.id = r.responsible
                   AND    p.type IN ('csp', 'platform'))
AND    NOT EXISTS (SELECT 1
                   FROM   excepted_requirement e
                   WHERE  e.requirement = r.id)
UNION ALL
SELECT 'requirement', r.id, 'unplanned', r.id, r.verification,
       '確かめられる見込みがない(対応方針の検証の計画に入っていない)',
       'but the security policy plans nothing of that kind'
FROM   requirement r
WHERE  r.verification IN ('assessment', 'drill')
AND    EXISTS (SELECT 1 FROM policy)
AND    NOT EXISTS (SELECT 1
                   FROM   policy p
                   JOIN   security_policy_verification v
                          ON v.id = p.id
                   WHERE  (r.verification = 'drill'
                           AND v.means = 'drill')
                   OR     (r.verification = 'assessment'
                           AND v.means IN ('web', 'platform', 'cloud', 'app', 'source', 'pentest', 'redteam')))
AND    NOT EXISTS (SELECT 1
                   FROM   excepted_requirement e
                   WHERE  e.requirement = r.id)
