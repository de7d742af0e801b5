-- id: X6-2.overdue
-- check: C7-6
-- rows: X6-2, C7-6
-- class: must/must/should
-- severity: high
-- ja: {what_ja}が、決めた間隔のうちに点検されていない
-- en: {what_en} not reviewed within the interval
-- note: Where no log was ever reviewed that is one finding, not one for every source.
WITH asked AS (
    SELECT l.id, l.name, l.name_en, min(coalesce(l.review_interval, mv('interval.log_review')), mv('interval.log_review')) AS every
    FROM   log_source l
    WHERE  NOT (mv('log.alert_counts') = 1 AND l.alerting = 1)
),
late AS (
    SELECT a.id, a.name, a.name_en
    FROM   asked a
    JOIN   in_operation o
           ON o.since + a.every <= :now
    WHERE  NOT EXISTS (SELECT 1
                       FROM   review v
                       JOIN   review_items i
                              ON i.id = v.id
                       WHERE  v.type = 'log'
                       AND    i.subject_kind = 'log_source'
                       AND    i.subject_id = a.id
                       AND    v.at + a.every + mv('grace.log_review') > :now)
)
SELECT 'log_source' AS subject_kind, t.id AS subject_id, '' AS key, 'ログ「' || coalesce(t.name, t.id) || '」' AS what_ja,
       'the log ' || coalesce(t.name_en, t.name, t.id) || ' was' AS what_en
FROM   late t
WHERE  EXISTS (SELECT 1
               FROM   review v
               WHERE  v.type = 'log')
UNION ALL
SELECT 'system', :system, 'never', '取得しているログ' || count(*) || '件のどれも', 'all ' || count(*) || ' logs that are taken were'
FROM   late t
WHERE  NOT EXISTS (SELECT 1
                   FROM   review v
                   WHERE  v.type = 'log')
HAVING count(*) > 0
