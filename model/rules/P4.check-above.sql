-- id: P4.check-above
-- check: C1-3
-- rows: P4, S1-K1, C1-3
-- class: should
-- severity: low
-- ja: 対応方針「{policy|security_policy}」は{means}を計画しているが、{gap}
-- en: The policy "{policy|security_policy}" plans {means_en}, {gap_en}
WITH planned AS (
    SELECT DISTINCT v.id AS policy, v.means
    FROM   security_policy_verification v
)
SELECT 'security_policy' AS subject_kind, p.policy AS subject_id, '' AS key, p.policy,
       '侵入を試みる検証' AS means, 'an attack on the system as a check' AS means_en,
       'ランクが低く、値がBより重いリスクもないシステムには過剰である' AS gap,
       'which is more than a system of low rank without a risk of value B or worse needs' AS gap_en
FROM   planned p
WHERE  p.means IN ('pentest', 'redteam')
AND    (SELECT rank FROM context) = 'low'
AND    NOT EXISTS (SELECT 1
                   FROM   scenario s
                   LEFT   JOIN scenario_value v
                          ON v.scenario = s.id
                          AND v.view = 'inherent'
                   WHERE  coalesce(v.value, 'A') <= 'B')
GROUP  BY p.policy
UNION ALL
SELECT 'security_policy', p.policy, 'nothing', p.policy, 'Webアプリの診断', 'a web assessment',
       'Webの画面もAPIも一つもない', 'but there is no web page and no API to assess'
FROM   planned p
WHERE  p.means = 'web'
AND    EXISTS (SELECT 1 FROM interface)
AND    NOT EXISTS (SELECT 1
                   FROM   interface i
                   WHERE  i.type IN ('web', 'api', 'console', 'app'))
UNION ALL
SELECT 'security_policy', p.policy, 'nothing-app', p.policy, 'スマホアプリの診断', 'a smartphone app assessment',
       'スマホアプリの入口が一つもない', 'but there is no app to assess'
FROM   planned p
WHERE  p.means = 'app'
AND    EXISTS (SELECT 1 FROM interface)
AND    NOT EXISTS (SELECT 1
                   FROM   interface i
                   WHERE  i.type = 'app')
