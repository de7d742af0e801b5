-- id: S8-K3.again
-- check: C7-9
-- rows: S8-K3, C7-9
-- class: must
-- severity: high
-- ja: インシデント({incident})は、一年のうちに完了した前のインシデント({before})と{same_ja}で起きた
-- en: the incident {incident} came about by {same_en} as {before}, which was closed within the year before
WITH pair AS (
    SELECT i.id, b.id AS before,
           EXISTS (SELECT 1
                   FROM   incident_causes c
                   JOIN   incident_causes d
                          ON d.value_kind = c.value_kind
                          AND d.value_id = c.value_id
                   WHERE  c.id = i.id
                   AND    d.id = b.id) AS cause,
           EXISTS (SELECT 1
                   FROM   incident_scenarios c
                   JOIN   incident_scenarios d
                          ON d.value = c.value
                   WHERE  c.id = i.id
                   AND    d.id = b.id)
           AND EXISTS (SELECT 1
                       FROM   incident_components c
                       JOIN   incident_components d
                              ON d.value = c.value
                       WHERE  c.id = i.id
                       AND    d.id = b.id) AS place
    FROM   incident i
    JOIN   incident b
           ON b.closed_at <= i.detected_at
           AND b.closed_at > i.detected_at - mv('incident.memory')
    WHERE  b.id <> i.id
    AND    i.detected_at > :now - mv('incident.memory')
)
SELECT 'incident' AS subject_kind, p.id AS subject_id, p.before AS key, p.id AS incident, p.before,
       CASE WHEN p.cause THEN '同じ原因' ELSE '同じ筋書き・同じ場所' END AS same_ja,
       CASE WHEN p.cause THEN 'the same cause' ELSE 'the same scenario at the same place' END AS same_en
FROM   pair p
WHERE  p.cause
OR     p.place
