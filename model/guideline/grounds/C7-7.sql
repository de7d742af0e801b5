-- id: C7-7
-- waits: threats
-- note: In operation: each duty for emergencies with its contact verified in time, a playbook for each top
--   scenario, and a contact of the CSIRT.
WITH playbook AS (
    SELECT x.value AS scenario, p.id, p.put_at, p.reviewed_on + coalesce(p.every, mv('interval.procedure')) AS until,
           EXISTS (SELECT 1
                   FROM   approved a
                   WHERE  a.kind = 'procedure'
                   AND    a.id = p.id) AS approved
    FROM   procedure p
    JOIN   procedure_scenarios x
           ON x.id = p.id
    WHERE  p.type = 'incident'
),
csirt AS (
    SELECT d.id, d.put_at, d.verified_on
    FROM   duty d
    JOIN   party_line l
           ON l.party = d.party
    JOIN   party_functions f
           ON f.id = l.above
    WHERE  f.value = 'csirt'
)
SELECT 'duty' AS subject_kind, d.id AS subject_id, CASE WHEN d.verified_on IS NOT NULL THEN 'duty' END AS cover_kind,
       CASE WHEN d.verified_on IS NOT NULL THEN d.id END AS cover_id,
       CASE WHEN d.verified_on IS NOT NULL
            THEN max(o.proof, coalesce((SELECT w.proof FROM check_word w WHERE w.check_id = 'C7-7'), 0)) END AS proof,
       d.put_at AS collected_at, d.verified_on + mv('interval.contacts') AS fresh_until, NULL AS changed_at,
       CASE WHEN d.verified_on IS NULL THEN 'unconfirmed' END AS reason
FROM   duty d
JOIN   in_operation y
JOIN   object_proof o
       ON o.kind = 'duty'
       AND o.id = d.id
WHERE  d.mode IN ('emergency', 'both')
UNION ALL
SELECT 'scenario', v.id, CASE WHEN p.approved THEN 'procedure' END, CASE WHEN p.approved THEN p.id END,
       CASE WHEN p.approved THEN 70 END, p.put_at, p.until, g.at,
       CASE WHEN p.id IS NULL THEN 'never' WHEN NOT p.approved THEN 'unconfirmed' END
FROM   scenario_order v
JOIN   in_operation y
LEFT   JOIN playbook p
       ON p.scenario = v.id
LEFT   JOIN chg g
       ON g.kind = 'scenario'
       AND g.id = v.id
WHERE  v.value IN ('A', 'B')
OR     v.nth <= mv('top.min')
UNION ALL
SELECT 'contact', 'csirt', CASE WHEN c.id IS NOT NULL THEN 'duty' END, c.id,
       CASE WHEN c.verified_on IS NOT NULL THEN 70 END, c.put_at, c.verified_on + mv('interval.contacts'), NULL,
       CASE WHEN c.id IS NULL THEN 'never' WHEN c.verified_on IS NULL THEN 'unconfirmed' END
FROM   in_operation y
LEFT   JOIN csirt c
