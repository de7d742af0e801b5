-- id: C1-3.policy-before-analysis
-- check: C1-3
-- rows: C1-3, S1-R3
-- class: should
-- severity: medium
-- note: Silent for a system that was recorded after it went into service.
-- ja: セキュリティ対応方針「{policy|security_policy}」は、リスクが一つも分析されないうちに決裁されている
-- en: the security policy "{policy|security_policy}" was decided before any risk had been analysed
SELECT 'security_policy' AS subject_kind, p.id AS subject_id, '' AS key, p.id AS policy
FROM   security_policy p
JOIN   ok a
       ON a.kind = 'security_policy'
       AND a.id = p.id
WHERE  a.at < (SELECT min(c.created_at) FROM scenario_all c)
AND    NOT EXISTS (
           SELECT 1
           FROM   system s
           WHERE  s.created_at > s.starts_on)
