-- id: C3-3
-- waits: evidence
-- note: Every production component that is a platform, covered when it is declared what may run there and a
--   complete, recent look shows what does; and every information, covered by a task that uses it. Logs,
--   credentials, keys and programs serve the system itself.
WITH platform AS (
    SELECT c.id, EXISTS (SELECT 1
                         FROM   component_services v
                         WHERE  v.id = c.id) AS said,
           (SELECT max(g.at)
            FROM   chg g
            WHERE  (g.kind = 'component' AND g.id = c.id)
            OR     (g.kind = 'image' AND g.id = c.image)) AS changed_at
    FROM   component c
    WHERE  c.env = 'production'
    AND    c.layer IN ('os', 'middleware', 'network', 'cloud')
    AND    c.type NOT IN ('media', 'physical', 'saas')
),
judged AS (
    SELECT p.id, p.changed_at, l.evidence, l.proof, l.seen_at,
           CASE WHEN NOT p.said THEN 'unnamed' WHEN l.component IS NULL THEN 'never' ELSE l.reason END AS reason
    FROM   platform p
    LEFT   JOIN looked l
           ON l.component = p.id
           AND l.facet = 'service'
)
SELECT 'component' AS subject_kind, j.id AS subject_id, CASE WHEN j.reason IS NULL THEN 'evidence' END AS cover_kind,
       CASE WHEN j.reason IS NULL THEN j.evidence END AS cover_id,
       CASE WHEN j.reason IS NULL THEN j.proof END AS proof,
       j.seen_at AS collected_at, j.seen_at + mv('fresh.service') AS fresh_until, j.changed_at, j.reason
FROM   judged j
UNION ALL
SELECT 'information', n.id, CASE WHEN u.used THEN 'information' END, CASE WHEN u.used THEN n.id END,
       CASE WHEN u.used THEN max(o.proof, coalesce(w.proof, 0)) END, n.put_at, NULL, NULL,
       CASE WHEN NOT u.used THEN 'never' END
FROM   information n
JOIN   (SELECT k.id, k.form IN ('log', 'credential', 'key', 'program')
                     OR EXISTS (SELECT 1
                                FROM   task_information t
                                WHERE  t.value = k.id) AS used
        FROM   information k) u
       ON u.id = n.id
JOIN   object_proof o
       ON o.kind = 'information'
       AND o.id = n.id
LEFT   JOIN check_word w
       ON w.check_id = 'C3-3'
