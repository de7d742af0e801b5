-- id: C3-10.nobody
-- check: C3-10
-- rows: C3-10, S4-K3
-- class: must
-- severity: medium
-- note: Where nothing raises an alert somebody has to look, the holder or the deputy, often enough. Logs that
--   only tell whether something runs are none of these.
-- ja: ログ取得元「{source|log_source}」はアラートを出さず、{what_ja}
-- en: "{source|log_source}" raises no alerts, and {what_en}
WITH watched AS (
    SELECT l.id, l.review_interval,
           EXISTS (SELECT 1
                   FROM   duty d
                   WHERE  d.id = l.reviewer
                   AND    ((d.person IS NOT NULL AND d.person NOT IN (SELECT g.id FROM gone g))
                           OR (d.deputy IS NOT NULL AND d.deputy NOT IN (SELECT g.id FROM gone g)))) AS somebody
    FROM   log_source l
    JOIN   component c
           ON c.id = l.component
    WHERE  l.alerting = 0
    AND    c.env = 'production'
    AND    EXISTS (SELECT 1
                   FROM   log_source_events e
                   WHERE  e.id = l.id
                   AND    e.value <> 'availability')
)
SELECT 'log_source' AS subject_kind, w.id AS subject_id, '' AS key, 'must' AS class, w.id AS source,
       '点検する人も決まっていない' AS what_ja, 'nobody is there to look at it' AS what_en
FROM   watched w
WHERE  NOT w.somebody
OR     w.review_interval IS NULL
UNION ALL
SELECT 'log_source', w.id, 'interval', 'should', w.id, '点検の間隔も、定められた間隔より長い',
       'it is looked at less often than it should be'
FROM   watched w
WHERE  w.somebody
AND    w.review_interval > mv('interval.review.log')
