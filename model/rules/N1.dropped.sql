-- id: N1.dropped
-- check: C1-4
-- rows: N1, C1-4
-- class: must
-- severity: high
-- ja: 要件「{name}」は、要件定義の工程を通過した後に、決裁も代わりの要件もなく取り下げられた
-- en: the requirement "{name}" was dropped after phase 2 was passed, without decision or replacement
SELECT 'requirement' AS subject_kind, q.id AS subject_id, '' AS key, coalesce(q.name, q.id) AS name
FROM   requirement_all q
JOIN   phase_passed p
       ON p.phase = 2
       AND q.retired_at > p.at
WHERE  NOT EXISTS (SELECT 1
                   FROM   exception e
                   JOIN   ok a
                          ON a.kind = 'exception'
                          AND a.id = e.id
                   WHERE  e.requirement = q.id)
AND    NOT EXISTS (SELECT 1
                   FROM   trace t
                   WHERE  t.type = 'replaces'
                   AND    t.to_kind = 'requirement'
                   AND    t.to_id = q.id)
AND    NOT EXISTS (SELECT 1
                   FROM   change c
                   JOIN   change_subjects x
                          ON x.id = c.id
                   JOIN   ok a
                          ON a.kind = 'change'
                          AND a.id = c.id
                   WHERE  x.value_kind = 'requirement'
                   AND    x.value_id = q.id)
