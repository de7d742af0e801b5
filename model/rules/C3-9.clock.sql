-- id: C3-9.clock
-- check: C3-9
-- rows: C3-9, X6-1
-- class: need/need/advice
-- severity: medium
-- note: At the source of a log and where it is collected; a managed service has its time from the provider. In
--   operation a missing source of time is more than a missing fact.
-- ja: {component|component}の時刻が{what_ja}
-- en: the clock of {component|component} {what_en}
WITH timed AS (
    SELECT l.component FROM log_source l
    UNION
    SELECT l.destination FROM log_source l
)
SELECT 'component' AS subject_kind, c.id AS subject_id, '' AS key, c.id AS component,
       CASE WHEN NOT EXISTS (SELECT 1 FROM in_operation) THEN NULL
            WHEN (SELECT rank FROM context) = 'high' THEN 'must' ELSE 'should' END AS class,
       'どこに合わせてあるか記録されていない(ログの時刻を突き合わせられない)' AS what_ja,
       'is set by nothing that is recorded, so its logs cannot be put side by side with others' AS what_en
FROM   timed t
JOIN   component c
       ON c.id = t.component
WHERE  c.env = 'production'
AND    NOT EXISTS (SELECT 1
                   FROM   host_line h
                   JOIN   component k
                          ON k.id = h.host
                   WHERE  h.component = c.id
                   AND    (k.cloud_service IS NOT NULL OR NOT blank(k.time_source, 2)))
UNION ALL
SELECT 'log_source', l.id, 'skew', l.component, 'must',
       'ログで' || (max(abs(s.skew)) / 1000000) || '秒ずれている', 'is ' || (max(abs(s.skew)) / 1000000) || ' seconds off in its log'
FROM   log_source l
JOIN   log_source_seen s
       ON s.log_source = l.id
WHERE  abs(s.skew) > mv('log.skew.max')
GROUP  BY l.id
