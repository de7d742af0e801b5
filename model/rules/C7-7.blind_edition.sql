-- id: C7-7.blind_edition
-- check: C7-7
-- rows: C7-7, S8-K3
-- class: should
-- severity: medium
-- ja: 手順書「{procedure|procedure}」はインシデント({incident})で役に立たなかったが、その後見直されていない
-- en: the procedure "{procedure|procedure}" failed in the incident {incident} and was not revised since
SELECT 'procedure' AS subject_kind, p.id AS subject_id, i.id AS key, p.id AS procedure, i.id AS incident
FROM   incident i
JOIN   (SELECT c.id AS incident, c.value_id AS procedure
        FROM   incident_causes c
        WHERE  c.value_kind = 'procedure'
        UNION
        SELECT t.from_id, t.to_id
        FROM   trace t
        WHERE  t.type = 'reopens'
        AND    t.from_kind = 'incident'
        AND    t.to_kind = 'procedure') x
       ON x.incident = i.id
JOIN   procedure p
       ON p.id = x.procedure
WHERE  i.closed_at > p.reviewed_on
AND    i.closed_at <= :now - mv('grace.procedure')
