-- id: P5b.reassessment-late
-- check: C1-3
-- rows: P5b, C1-3
-- class: should
-- severity: high
-- ja: リスクを最後に見直したのは{at|date}で、見直しの間隔({every|duration})を過ぎている
-- en: the risks were last looked at on {at|date}, longer ago than the interval of {every|duration}
WITH look(at) AS (
    SELECT a.at
    FROM   approval a
    WHERE  a.kind = 'security_policy'
    AND    a.state <> 'rejected'
    UNION ALL
    SELECT r.at
    FROM   review r
    WHERE  r.type = 'risk'
)
SELECT 'system' AS subject_kind, :system AS subject_id, '' AS key, max(l.at) AS at, mv('interval.risk') AS every
FROM   look l
HAVING max(l.at) + mv('interval.risk') < :now
