-- id: C3-11
-- waits: threats
-- note: Every grave scenario, covered by an approved procedure that names it; the kinds of procedure needed
--   (incidents; continuity and backup where something must not stop or be lost); every duty for emergencies,
--   covered while its holder is in office and the contact was verified. A procedure counts with its document
--   and until its next review; one that adopts the organisation's counts while that one is approved and it names
--   scenarios or duties of its own.
WITH own AS (
    SELECT p.id, p.type, p.put_at, p.reviewed_on + coalesce(p.every, mv('interval.procedure')) AS until,
           max(o.proof, coalesce((SELECT w.proof FROM check_word w WHERE w.check_id = 'C3-11'), 0)) AS proof,
           CASE WHEN e.id IS NULL THEN 'unnamed'
                WHEN p.adopts IS NOT NULL
                     AND NOT EXISTS (SELECT 1 FROM procedure_scenarios s WHERE s.id = p.id)
                     AND NOT EXISTS (SELECT 1 FROM procedure_duties t WHERE t.id = p.id) THEN 'unnamed'
                WHEN c.state = 'claimed' THEN 'claimed'
                WHEN a.id IS NULL THEN 'unconfirmed'
                WHEN p.adopts IS NOT NULL AND b.id IS NULL THEN 'unconfirmed' END AS reason
    FROM   procedure p
    JOIN   object_proof o
           ON o.kind = 'procedure'
           AND o.id = p.id
    LEFT   JOIN evidence e
           ON e.id = p.document
    LEFT   JOIN ok c
           ON c.kind = 'procedure'
           AND c.id = p.id
    LEFT   JOIN approved a
           ON a.kind = 'procedure'
           AND a.id = p.id
    LEFT   JOIN approved b
           ON b.kind = 'procedure'
           AND b.id = p.adopts
    WHERE  p.system = :system
    AND    p.type IN ('incident', 'continuity', 'backup')
),
fragile AS (
    SELECT 1 AS yes
    WHERE  EXISTS (SELECT 1 FROM information n WHERE n.a = 2)
    OR     EXISTS (SELECT 1 FROM task t WHERE t.tolerable_stop <= mv('stop.continuity'))
),
asked(type) AS (
    SELECT 'incident'
    UNION ALL
    SELECT 'continuity' FROM fragile
    UNION ALL
    SELECT 'backup' FROM fragile
)
SELECT 'scenario' AS subject_kind, h.scenario AS subject_id, CASE WHEN w.reason IS NULL AND w.id IS NOT NULL THEN 'procedure' END AS cover_kind,
       CASE WHEN w.reason IS NULL THEN w.id END AS cover_id, CASE WHEN w.reason IS NULL THEN w.proof END AS proof,
       w.put_at AS collected_at, w.until AS fresh_until, g.at AS changed_at,
       CASE WHEN w.id IS NULL THEN 'never' ELSE w.reason END AS reason
FROM   hot h
LEFT   JOIN (SELECT x.value AS scenario, o.id, o.put_at, o.until, o.proof, o.reason
             FROM   procedure_scenarios x
             JOIN   own o
                    ON o.id = x.id) w
       ON w.scenario = h.scenario
LEFT   JOIN chg g
       ON g.kind = 'scenario'
       AND g.id = h.scenario
UNION ALL
SELECT 'procedure_type', a.type, CASE WHEN w.reason IS NULL AND w.id IS NOT NULL THEN 'procedure' END,
       CASE WHEN w.reason IS NULL THEN w.id END, CASE WHEN w.reason IS NULL THEN w.proof END, w.put_at, w.until, NULL,
       CASE WHEN w.id IS NULL THEN 'never' ELSE w.reason END
FROM   asked a
LEFT   JOIN own w
       ON w.type = a.type
UNION ALL
SELECT 'duty', d.id, CASE WHEN r.reason IS NULL THEN 'duty' END, CASE WHEN r.reason IS NULL THEN d.id END,
       CASE WHEN r.reason IS NULL
            THEN max(o.proof, coalesce((SELECT w.proof FROM check_word w WHERE w.check_id = 'C3-11'), 0)) END,
       d.put_at, NULL, NULL, r.reason
FROM   duty d
JOIN   (SELECT k.id, CASE WHEN k.person IS NULL OR k.person IN (SELECT g.id FROM gone g) THEN 'unnamed'
                          WHEN k.verified_on IS NULL THEN 'unconfirmed' END AS reason
        FROM   duty k) r
       ON r.id = d.id
JOIN   object_proof o
       ON o.kind = 'duty'
       AND o.id = d.id
WHERE  d.mode IN ('emergency', 'both')
