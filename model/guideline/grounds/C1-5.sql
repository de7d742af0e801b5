-- id: C1-5
-- waits: threats
-- note: Every scenario of a value from which layers are asked (and every one nobody has valued yet), and
--   all information that must stay available. A scenario is covered by its binding requirements together,
--   as strongly as those alone would do that reach depth; information by a requirement that restores it. A
--   word covers nothing here, but in the short form of rank low. Without any scenario there is nothing to
--   look at, which counts only where nothing is worth analysing.
WITH bound AS (
    SELECT 100 AS proof
    UNION ALL SELECT 90
    UNION ALL SELECT 70
    UNION ALL SELECT 40 WHERE mv_has('check.short', 'C1-5')
),
member AS (
    SELECT d.scenario, d.requirement, d.layer, d.function, b.proof, max(s.at) AS at
    FROM   scenario_requirement d
    JOIN   requirement_source s
           ON s.requirement = d.requirement
    JOIN   bound b
           ON s.proof >= b.proof
    WHERE  d.priority = 'must'
    AND    d.state <> 'excepted'
    GROUP  BY d.scenario, d.requirement, d.layer, d.function, b.proof
),
together AS (
    SELECT m.scenario, m.proof, min(m.requirement) AS requirement, min(m.at) AS at,
           count(DISTINCT m.layer) >= 2
           AND max(m.function = 'detect')
           AND max(m.function IN ('respond', 'recover')) AS deep
    FROM   member m
    GROUP  BY m.scenario, m.proof
),
cover AS (
    SELECT t.scenario, t.requirement, t.proof, t.at,
           row_number() OVER (PARTITION BY t.scenario
                              ORDER BY t.deep DESC, CASE WHEN t.deep THEN t.proof ELSE -t.proof END DESC) AS nth
    FROM   together t
),
restored AS (
    SELECT h.value AS information, r.requirement
    FROM   scenario_information h
    JOIN   scenario_requirement r
           ON r.scenario = h.id
    WHERE  r.priority = 'must'
    AND    r.function = 'recover'
    AND    r.state <> 'excepted'
    UNION
    SELECT i.id, r.id
    FROM   information i
    JOIN   requirement r
           ON r.function = 'recover'
           AND r.priority = 'must'
    WHERE  NOT EXISTS (SELECT 1
                       FROM   requirement_scenarios q
                       WHERE  q.id = r.id)
    AND    NOT EXISTS (SELECT 1
                       FROM   excepted_requirement e
                       WHERE  e.requirement = r.id)
),
restorable AS (
    SELECT x.information, x.requirement, max(b.proof) AS proof, s.at
    FROM   restored x
    JOIN   requirement_source s
           ON s.requirement = x.requirement
    JOIN   bound b
           ON s.proof >= b.proof
    GROUP  BY x.information, x.requirement, s.at
)
SELECT 'scenario' AS subject_kind, x.scenario AS subject_id,
       CASE WHEN c.proof IS NOT NULL THEN 'requirement' END AS cover_kind, c.requirement AS cover_id, c.proof,
       c.at AS collected_at, NULL AS fresh_until, g.at AS changed_at,
       CASE WHEN c.proof IS NOT NULL THEN NULL
            WHEN x.inherent IS NOT NULL
                 AND EXISTS (SELECT 1
                             FROM   scenario_requirement d
                             WHERE  d.scenario = x.scenario
                             AND    d.priority = 'must'
                             AND    d.state <> 'excepted') THEN 'claimed'
            ELSE 'never' END AS reason
FROM   risk x
LEFT   JOIN cover c
       ON c.scenario = x.scenario
       AND c.nth = 1
       AND x.inherent IS NOT NULL
LEFT   JOIN chg g
       ON g.kind = 'scenario'
       AND g.id = x.scenario
WHERE  x.inherent <= mv('layers.from')
OR     x.inherent IS NULL
UNION ALL
SELECT 'information', i.id, CASE WHEN r.proof IS NOT NULL THEN 'requirement' END, r.requirement, r.proof, r.at, NULL,
       g.at,
       CASE WHEN r.proof IS NOT NULL THEN NULL
            WHEN EXISTS (SELECT 1
                         FROM   restored x
                         WHERE  x.information = i.id) THEN 'claimed'
            ELSE 'never' END
FROM   information i
LEFT   JOIN restorable r
       ON r.information = i.id
LEFT   JOIN chg g
       ON g.kind = 'information'
       AND g.id = i.id
WHERE  i.a = 2
UNION ALL
SELECT 'system', :system, NULL, NULL, NULL, NULL, NULL, NULL, 'never'
WHERE  NOT EXISTS (SELECT 1 FROM scenario)
AND    ((SELECT rank FROM context) <> 'low'
        OR NOT EXISTS (SELECT 1 FROM information)
        OR EXISTS (SELECT 1
                   FROM   information i
                   WHERE  i.c >= 2
                   OR     i.i = 2))
