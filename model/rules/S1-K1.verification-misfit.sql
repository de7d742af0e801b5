-- id: S1-K1.verification-misfit
-- check: C1-3
-- rows: S1-K1, C1-3
-- class: should
-- severity: medium
-- note: What the rank asks for by itself is told by S1-K1.third-party-unplanned.
-- ja: 方針「{policy|security_policy}」の検証計画が、作るものと合っていない: {why}
-- en: the checks planned in "{policy|security_policy}" do not fit what is built: {why_en}
WITH lacking(means, why, why_en) AS (
    SELECT 'app', 'スマートフォンアプリがあるのに、その診断がない', 'there is a smartphone app and no assessment of it'
    WHERE  EXISTS (SELECT 1 FROM interface i WHERE i.type = 'app')
    UNION ALL
    SELECT 'cloud', 'クラウドサービスを使うのに、その設定の診断がない', 'a cloud service is used and its configuration is not assessed'
    WHERE  EXISTS (
               SELECT 1
               FROM   component c
               WHERE  c.cloud_service IS NOT NULL
               AND    c.env = 'production')
    UNION ALL
    SELECT 'source', '個別開発のプログラムがあるのに、ソースコードの診断がない', 'own code is built and its source is not assessed'
    FROM   context x
    WHERE  x.rank = 'high'
    AND    EXISTS (
               SELECT 1
               FROM   component c
               WHERE  c.custom = 1
               AND    c.env = 'production')
)
SELECT 'security_policy' AS subject_kind, p.id AS subject_id, l.means AS key, p.id AS policy, l.why, l.why_en
FROM   security_policy p
JOIN   lacking l
       ON mv_has('assess.means', l.means) = 0
WHERE  NOT EXISTS (
           SELECT 1
           FROM   security_policy_verification v
           WHERE  v.id = p.id
           AND    v.means = l.means)
UNION ALL
SELECT 'security_policy', p.id, 'resources', p.id,
       '第三者による検証を予定しているのに、日数も予算も見込まれていない',
       'checks by a third party are planned with neither days nor budget'
FROM   security_policy p
WHERE  p.budget IS NULL
AND    EXISTS (
           SELECT 1
           FROM   security_policy_verification v
           WHERE  v.id = p.id
           AND    v.performer = 'third')
AND    NOT EXISTS (
           SELECT 1
           FROM   security_policy_verification v
           WHERE  v.id = p.id
           AND    v.performer = 'third'
           AND    v.days > 0)
