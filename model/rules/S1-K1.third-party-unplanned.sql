-- id: S1-K1.third-party-unplanned
-- check: C1-3
-- rows: S1-K1, C1-3
-- class: must/should/-
-- severity: high
-- note: A means that the rank asks for counts where the model holds something that it applies to. A red
--   team is more than a penetration test.
-- ja: リスクランクが求める第三者による{what}が、方針「{policy|security_policy}」の検証計画にない
-- en: the policy "{policy|security_policy}" plans no {what_en} by a third party, which the risk rank asks for
WITH part(means, here) AS (
    SELECT 'web', EXISTS (SELECT 1 FROM interface i WHERE i.type IN ('web', 'api'))
                  OR EXISTS (SELECT 1 FROM component c WHERE c.type IN ('web', 'api_gateway') AND c.env = 'production')
    UNION ALL
    SELECT 'platform', EXISTS (SELECT 1 FROM component c
                               WHERE c.layer IN ('os', 'middleware', 'network') AND c.env = 'production')
    UNION ALL
    SELECT 'cloud', EXISTS (SELECT 1 FROM component c WHERE c.cloud_service IS NOT NULL AND c.env = 'production')
    UNION ALL
    SELECT 'app', EXISTS (SELECT 1 FROM interface i WHERE i.type = 'app')
    UNION ALL
    SELECT 'source', EXISTS (SELECT 1 FROM component c WHERE c.custom = 1 AND c.env = 'production')
    UNION ALL
    VALUES ('pentest', 1), ('redteam', 1)
),
word(means, what, what_en) AS (
    VALUES ('web', 'Webアプリケーション診断', 'web assessment'),
           ('platform', 'プラットフォーム診断', 'platform assessment'),
           ('cloud', 'クラウド設定の診断', 'cloud configuration assessment'),
           ('app', 'スマートフォンアプリ診断', 'smartphone app assessment'),
           ('source', 'ソースコード診断', 'source code assessment'),
           ('pentest', 'ペネトレーションテスト', 'penetration test'),
           ('redteam', 'レッドチーム演習', 'red team exercise')
)
SELECT 'security_policy' AS subject_kind, p.id AS subject_id, w.means AS key, p.id AS policy, w.what, w.what_en
FROM   security_policy p
JOIN   word w
       ON mv_has('assess.means', w.means) = 1
JOIN   part h
       ON h.means = w.means
WHERE  h.here = 1
AND    NOT EXISTS (
           SELECT 1
           FROM   security_policy_verification v
           WHERE  v.id = p.id
           AND    v.performer = 'third'
           AND    (v.means = w.means
                   OR v.means = 'redteam' AND w.means = 'pentest'))
