-- id: C5-3.tool-only
-- check: C5-3
-- rows: C5-3, S6-T2, S6-K1
-- class: must/must/-
-- severity: high
-- ja: 診断「{assessment|assessment}」は{what_ja}
-- en: the assessment "{assessment|assessment}" {what_en}
WITH fresh AS (
    SELECT a.id, a.type, a.method
    FROM   assessment a
    WHERE  a.finished_on <= :now
    AND    a.finished_on + mv('interval.assessment') > :now
    AND    a.retest_of IS NULL
    AND    (a.type IN ('web', 'app', 'pentest', 'redteam')
            OR (rank_order((SELECT rank FROM context)) = 3 AND a.type IN ('platform', 'cloud')))
),
asked(type, aspect) AS (
    VALUES ('web', 'authn'), ('web', 'authz'), ('web', 'session'), ('web', 'business'),
           ('platform', 'config'), ('cloud', 'config')
)
SELECT 'assessment' AS subject_kind, f.id AS subject_id, 'tool' AS key, f.id AS assessment,
       'ツールだけで行われ、専門家の手による診断がない' AS what_ja, 'was run by tools alone; no expert looked by hand' AS what_en
FROM   fresh f
WHERE  NOT EXISTS (SELECT 1
                   FROM   fresh o
                   WHERE  o.type = f.type
                   AND    o.method <> 'tool')
UNION ALL
SELECT 'assessment', max(f.id), 'aspects', max(f.id),
       'と同じ種類の診断を合わせても、' || group_concat(DISTINCT CASE q.aspect WHEN 'authn' THEN '認証' WHEN 'authz' THEN '認可'
              WHEN 'session' THEN 'セッション' WHEN 'business' THEN '業務ロジック' ELSE '設定' END) || 'の観点がない',
       'and the others of its type leave out ' || group_concat(DISTINCT q.aspect)
FROM   fresh f
JOIN   asked q
       ON q.type = f.type
WHERE  NOT EXISTS (SELECT 1
                   FROM   fresh o
                   JOIN   assessment_aspects x
                          ON x.id = o.id
                   WHERE  o.type = f.type
                   AND    x.value = q.aspect)
AND    EXISTS (SELECT 1
               FROM   fresh o
               WHERE  o.type = f.type
               AND    o.method <> 'tool')
GROUP  BY f.type
