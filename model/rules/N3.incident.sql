-- id: N3.incident
-- check: C1-3
-- rows: N3, C1-3, S8-K3
-- class: should
-- severity: high
-- ja: インシデント({incident})の後、工程{phases}の分析や設計がやり直されていない
-- en: after the incident {incident}, phase {phases} was not run again
WITH closed AS (
    SELECT i.id, i.closed_at AS at
    FROM   incident i
    WHERE  i.closed_at <= :now
    AND    i.severity IN ('critical', 'high', 'medium')
),
late AS (
    SELECT c.id, c.at, group_concat(DISTINCT p.phase) AS phases
    FROM   closed c
    JOIN   phase_passed p
           ON p.phase IN (1, 4, 7)
           AND p.at < c.at
    WHERE  NOT EXISTS (SELECT 1
                       FROM   review r
                       JOIN   review_items x
                              ON x.id = r.id
                       WHERE  r.type = 'risk'
                       AND    r.at >= c.at
                       AND    x.subject_kind = 'incident'
                       AND    x.subject_id = c.id)
    GROUP  BY c.id
)
SELECT 'incident' AS subject_kind, l.id AS subject_id, '' AS key, l.id AS incident, l.phases,
       CASE WHEN l.at + mv('grace.n3') <= :now THEN 'must' ELSE 'should' END AS class
FROM   late l
