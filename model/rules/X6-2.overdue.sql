-- id: X6-2.overdue
-- check: C7-6
-- rows: X6-2, C7-6
-- class: must/must/should
-- severity: high
-- ja: ログ「{source|log_source}」が、決めた間隔のうちに点検されていない
-- en: the log "{source|log_source}" was not reviewed within its interval
SELECT 'log_source' AS subject_kind, l.id AS subject_id, '' AS key, l.id AS source
FROM   log_source l
JOIN   in_operation o
WHERE  o.since + min(coalesce(l.review_interval, mv('interval.log_review')), mv('interval.log_review')) <= :now
AND    NOT (mv('log.alert_counts') = 1 AND l.alerting = 1)
AND    NOT EXISTS (SELECT 1
                   FROM   review v
                   JOIN   review_items i
                          ON i.id = v.id
                   WHERE  v.type = 'log'
                   AND    i.subject_kind = 'log_source'
                   AND    i.subject_id = l.id
                   AND    v.at + min(coalesce(l.review_interval, mv('interval.log_review')), mv('interval.log_review'))
                          + mv('grace.log_review') > :now)
