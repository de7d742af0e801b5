-- id: AG.backlog-stale
-- check: C1-4
-- rows: AG, C1-4
-- class: should
-- severity: medium
-- ja: 要件・脅威・リスクを最後に見直した{at|date}より後、モデルが変わったまま{releases}回リリースされている
-- en: {releases} releases have gone out since requirements, threats or risks were last looked at on {at|date}, although the model changed
WITH look(at) AS (
    SELECT r.put_at FROM requirement r
    UNION ALL
    SELECT d.put_at FROM threat_disposition d
    UNION ALL
    SELECT v.at
    FROM   review v
    WHERE  v.type = 'risk'
),
since(at) AS (SELECT max(l.at) FROM look l),
passed AS (
    SELECT count(DISTINCT g.release) AS releases
    FROM   gate_event g
    JOIN   since n
           ON g.put_at > n.at
    WHERE  g.phase = 6
    AND    g.move IN ('pass', 'conditional', 'force')
)
SELECT 'system' AS subject_kind, s.id AS subject_id, '' AS key, n.at, p.releases
FROM   system s
JOIN   since n
JOIN   passed p
WHERE  s.development = 'agile'
AND    p.releases >= mv('ag.releases')
AND    (EXISTS (
            SELECT 1
            FROM   model_change m
            WHERE  m.kind IN ('flow', 'interface', 'component')
            AND    m.at > n.at)
        OR EXISTS (
               SELECT 1
               FROM   object o
               WHERE  o.kind IN ('flow', 'interface', 'component')
               AND    o.created_at > n.at))
