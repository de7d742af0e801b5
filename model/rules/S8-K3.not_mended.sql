-- id: S8-K3.not_mended
-- check: C7-9
-- rows: S8-K3, C7-9, N1
-- class: must/must/should
-- severity: high
-- ja: インシデント({incident})の原因とされた{kind}「{what}」が、その後も変わっていない
-- en: {kind} "{what}", a cause of the incident {incident}, is as it was
SELECT 'incident' AS subject_kind, i.id AS subject_id, c.value_kind || ':' || c.value_id AS key, i.id AS incident,
       c.value_kind AS kind, c.value_id AS what
FROM   incident i
JOIN   incident_causes c
       ON c.id = i.id
JOIN   object o
       ON o.kind = c.value_kind
       AND o.id = c.value_id
WHERE  i.closed_at <= :now - mv('incident.mend')
AND    c.value_kind IN ('control', 'procedure', 'clause')
AND    o.retired_at IS NULL
AND    NOT EXISTS (SELECT 1
                   FROM   model_change m
                   WHERE  m.kind = c.value_kind
                   AND    m.id = c.value_id
                   AND    m.at > i.detected_at)
AND    NOT EXISTS (SELECT 1
                   FROM   issue s
                   WHERE  s.subject_kind = c.value_kind
                   AND    s.subject_id = c.value_id
                   AND    s.found_at >= i.detected_at)
AND    NOT EXISTS (SELECT 1
                   FROM   change g
                   JOIN   change_subjects x
                          ON x.id = g.id
                   WHERE  x.value_kind = c.value_kind
                   AND    x.value_id = c.value_id
                   AND    g.created_at > i.detected_at)
