-- id: N1.unverified
-- check: C5-1
-- rows: N1, C5-1, S6-R1
-- class: must
-- severity: high
-- ja: 要件「{requirement|requirement}」は「{means|requirement.verification}」で確かめると決めたが、その結果がない
-- en: the requirement "{requirement|requirement}" was to be verified by {means|requirement.verification}, but there is no result
WITH due AS (
    SELECT q.id, q.verification, coalesce(m.at, 0) AS since
    FROM   requirement q
    LEFT   JOIN mc m
           ON m.kind = 'requirement'
           AND m.id = q.id
    WHERE  q.verification IN ('assessment', 'drill', 'review')
    AND    EXISTS (SELECT 1
                   FROM   phase_reached p
                   WHERE  p.phase = 6)
)
SELECT 'requirement' AS subject_kind, d.id AS subject_id, '' AS key, d.id AS requirement, d.verification AS means
FROM   due d
WHERE  (d.verification <> 'assessment'
        OR NOT EXISTS (SELECT 1
                       FROM   assessment a
                       JOIN   assessment_scope x
                              ON x.id = a.id
                       JOIN   at_component t
                              ON t.kind = x.value_kind
                              AND t.id = x.value_id
                       JOIN   control_requirements r
                              ON r.value = d.id
                       JOIN   control_places p
                              ON p.id = r.id
                       LEFT   JOIN at_component u
                              ON u.kind = p.value_kind
                              AND u.id = p.value_id
                       WHERE  a.finished_on + 86400000000 >= d.since
                       AND    a.finished_on <= :now
                       AND    (u.component = t.component OR u.component IS NULL)))
AND    (d.verification <> 'drill'
        OR NOT EXISTS (SELECT 1
                       FROM   drill h
                       WHERE  h.held_at BETWEEN d.since AND :now
                       AND    h.result IN ('achieved', 'partly')))
AND    (d.verification <> 'review'
        OR NOT EXISTS (SELECT 1
                       FROM   evaluation v
                       WHERE  v.put_at >= d.since
                       AND    ((v.subject_kind = 'requirement' AND v.subject_id = d.id)
                               OR (v.phase >= 2 AND v.method = 'review')))
        AND NOT EXISTS (SELECT 1
                        FROM   review r
                        JOIN   review_items i
                               ON i.id = r.id
                        WHERE  i.subject_kind = 'requirement'
                        AND    i.subject_id = d.id
                        AND    r.at >= d.since))
