-- id: C1-3.policy-not-decided
-- check: C1-3
-- rows: C1-3, S1-R3, A3
-- class: should
-- severity: high
-- ja: セキュリティ対応方針「{policy|security_policy}」は、{why}
-- en: the security policy "{policy|security_policy}" {why_en}
SELECT 'security_policy' AS subject_kind, p.id AS subject_id, '' AS key, p.id AS policy,
       CASE a.state WHEN 'stale' THEN '決裁された後に変更され、決裁し直されていない'
                    WHEN 'rejected' THEN '却下されている'
                    WHEN 'expired' THEN '決裁の期限が過ぎている'
                    ELSE 'リスクオーナーに決裁されていない' END AS why,
       CASE a.state WHEN 'stale' THEN 'was changed after the decision and not decided again'
                    WHEN 'rejected' THEN 'was rejected'
                    WHEN 'expired' THEN 'rests on a decision that has ended'
                    ELSE 'was not decided by the risk owner' END AS why_en
FROM   security_policy p
JOIN   approval a
       ON a.kind = 'security_policy'
       AND a.id = p.id
WHERE  a.state IN ('none', 'draft', 'stale', 'rejected', 'expired')
