-- id: C1-3
-- waits: threats
-- note: The decided policy; every scenario that needs a treatment, covered by the owner's treatment since
--   the scenario, its way in or its information last changed; every piece of information that matters,
--   covered by a scenario that names it. A decided policy lends its weight to what it rests on. Scenarios
--   whose value is not derived yet count as if they needed a treatment. A low system whose information does
--   not matter needs no scenario when its owner says so.
WITH word(proof) AS (
    SELECT max(coalesce((SELECT w.proof FROM check_word w WHERE w.check_id = 'C1-3'), 0),
               CASE WHEN EXISTS (SELECT 1 FROM approved a WHERE a.kind = 'security_policy') THEN 70 ELSE 0 END)
),
matters(id, put_at) AS (
    SELECT i.id, i.put_at
    FROM   information i
    WHERE  i.c >= 2
    OR     i.i = 2
    OR     i.a = 2
),
touched(scenario, at) AS (
    SELECT e.scenario, max(g.at)
    FROM (
        SELECT s.id AS scenario, 'scenario' AS kind, s.id AS id FROM scenario s
        UNION ALL
        SELECT s.id, s.entry_kind, s.entry_id FROM scenario s
        UNION ALL
        SELECT n.id, 'information', n.value FROM scenario_information n) e
    JOIN   chg g
           ON g.kind = e.kind
           AND g.id = e.id
    GROUP  BY e.scenario
),
silence AS (
    SELECT a.id, a.put_at, a.ends_on, w.proof
    FROM   attestation a
    JOIN   attestation_empty e
           ON e.id = a.id
    JOIN   check_word w
           ON w.check_id = a.check_id
    WHERE  a.check_id = 'C1-3'
    AND    a.put_role = 'owner'
    AND    a.statement IN ('conforming', 'empty')
    AND    a.ends_on > :now
    AND    e.value = 'no_important'
    AND    (SELECT rank FROM context) = 'low'
    AND    NOT EXISTS (SELECT 1 FROM matters)
)
SELECT 'security_policy' AS subject_kind, p.id AS subject_id,
       CASE WHEN d.id IS NOT NULL THEN 'decision' END AS cover_kind,
       CASE WHEN d.id IS NOT NULL THEN p.id END AS cover_id,
       CASE WHEN d.id IS NOT NULL THEN o.proof END AS proof,
       d.at AS collected_at, d.ends_on AS fresh_until, NULL AS changed_at,
       CASE WHEN d.id IS NOT NULL THEN NULL
            WHEN a.state = 'claimed' THEN 'claimed'
            WHEN a.state = 'stale' THEN 'before_change'
            WHEN a.state = 'expired' THEN 'stale'
            ELSE 'unconfirmed' END AS reason,
       'owner' AS by_role
FROM   security_policy p
JOIN   object_proof o
       ON o.kind = 'security_policy'
       AND o.id = p.id
LEFT   JOIN approval a
       ON a.kind = 'security_policy'
       AND a.id = p.id
LEFT   JOIN approved d
       ON d.kind = 'security_policy'
       AND d.id = p.id
UNION ALL
SELECT 'system', s.id, NULL, NULL, NULL, NULL, NULL, NULL, 'never', 'manager'
FROM   system s
WHERE  NOT EXISTS (SELECT 1 FROM security_policy)
UNION ALL
SELECT 'system', s.id, CASE WHEN a.id IS NOT NULL THEN 'attestation' END, a.id, a.proof, a.put_at, a.ends_on,
       (SELECT max(r.retired_at) FROM object r WHERE r.kind IN ('information', 'task')),
       CASE WHEN a.id IS NULL THEN 'never' END, CASE x.rank WHEN 'low' THEN 'owner' ELSE 'manager' END
FROM   system s
JOIN   context x
LEFT   JOIN silence a
WHERE  EXISTS (SELECT 1 FROM security_policy)
AND    NOT EXISTS (SELECT 1 FROM scenario)
UNION ALL
SELECT 'information', m.id, CASE WHEN n.id IS NOT NULL THEN 'scenario' END, n.id,
       CASE WHEN n.id IS NOT NULL THEN max(n.proof, w.proof) END, n.put_at, NULL, g.at,
       CASE WHEN n.id IS NULL THEN 'never' END, 'manager'
FROM   matters m
JOIN   word w
LEFT   JOIN (SELECT k.value AS information, s.id, s.put_at, p.proof
             FROM   scenario_information k
             JOIN   scenario s
                    ON s.id = k.id
             JOIN   object_proof p
                    ON p.kind = 'scenario'
                    AND p.id = s.id) n
       ON n.information = m.id
LEFT   JOIN chg g
       ON g.kind = 'information'
       AND g.id = m.id
UNION ALL
SELECT 'scenario', r.scenario, CASE WHEN t.whole = 1 THEN 'treatment' END, CASE WHEN t.whole = 1 THEN t.id END,
       CASE WHEN t.whole = 1 THEN max(t.proof, w.proof) END,
       t.put_at, NULL, c.at,
       CASE WHEN t.id IS NULL THEN 'never'
            WHEN t.claimed = 1 THEN 'claimed'
            WHEN t.whole = 0 THEN 'incomplete' END, 'owner'
FROM   risk r
JOIN   word w
LEFT   JOIN (SELECT n.scenario, n.id, n.put_at, n.known_by IS 'folder' AS claimed, p.proof,
                    n.known_by IS NOT 'folder'
                    AND k.inherent IS NOT NULL
                    AND k.current IS NOT NULL
                    AND k.target IS NOT NULL AS whole
             FROM   treatment n
             JOIN   risk k
                    ON k.scenario = n.scenario
             JOIN   object_proof p
                    ON p.kind = 'treatment'
                    AND p.id = n.id) t
       ON t.scenario = r.scenario
LEFT   JOIN touched c
       ON c.scenario = r.scenario
WHERE  r.inherent IS NULL
OR     r.inherent <= mv('treatment.from')
