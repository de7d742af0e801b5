-- id: X6-2.missed
-- check: C7-6
-- rows: X6-2, C7-6, S8-K3
-- class: should
-- severity: high
-- note: The review has to have called the log in order for a period in which the incident took place, at a
--   component that the log is of, and somebody else found the incident afterwards.
-- ja: 点検「{review|review}」が問題なしとしたログ「{source|log_source}」の期間に、後から他者に見つけられたインシデント({incident})が起きていた
-- en: the review "{review|review}" called the log "{source|log_source}" in order for the time of the incident {incident}, which others found later
SELECT 'review' AS subject_kind, v.id AS subject_id, n.id || ':' || l.id AS key, v.id AS review, l.id AS source, n.id AS incident
FROM   review v
JOIN   review_items i
       ON i.id = v.id
       AND i.subject_kind = 'log_source'
JOIN   log_source l
       ON l.id = i.subject_id
JOIN   host_line h
       ON h.host = l.component
JOIN   incident_components c
       ON c.value = h.component
JOIN   incident n
       ON n.id = c.id
WHERE  v.type = 'log'
AND    i.result = 'ok'
AND    n.source IN ('outside', 'user', 'audit')
AND    n.occurred_at >= v.since
AND    n.occurred_at < v.at
AND    n.detected_at > v.at
GROUP  BY v.id, n.id, l.id
