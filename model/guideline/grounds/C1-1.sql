-- id: C1-1
-- note: Every row of the profile, by its own word or by the statement on the check; a component also by
--   evidence that shows it. Rows that nothing uses, and flows that carry nothing, are not tied in.
--   Parts of the profile that are empty (links, personal information; contractors once procurement is
--   over or the system runs) are subjects of their own, covered by the manager's statement.
WITH subject(kind, id, put_at) AS (
    SELECT 'system', id, put_at FROM system
    UNION ALL
    SELECT 'information', id, put_at FROM information
    UNION ALL
    SELECT 'actor', id, put_at FROM actor
    UNION ALL
    SELECT 'task', id, put_at FROM task
    UNION ALL
    SELECT 'flow', id, put_at FROM flow
    UNION ALL
    SELECT 'link', id, put_at FROM link
    UNION ALL
    SELECT 'zone', z.id, z.put_at
    FROM   zone z
    WHERE  EXISTS (SELECT 1 FROM component c WHERE c.zone = z.id)
    UNION ALL
    SELECT 'component', c.id, c.put_at
    FROM   component c
    WHERE  c.env = 'production'
),
loose(kind, id) AS (
    SELECT d.kind, d.id FROM dangling d
    UNION
    SELECT 'flow', f.id
    FROM   flow f
    WHERE  NOT EXISTS (
               SELECT 1
               FROM   flow_information n
               JOIN   information i
                      ON i.id = n.value
               WHERE  n.id = f.id)
),
shown(component, evidence, seen_at) AS (
    SELECT component, evidence, seen_at FROM component_instance
    UNION
    SELECT component, evidence, seen_at FROM observed_interface
    UNION
    SELECT s.value_id, e.id, e.collected_at
    FROM   evidence_subjects s
    JOIN   evidence e
           ON e.id = s.id
    WHERE  s.value_kind = 'component'
),
part(code, changed_at) AS (
    SELECT 'link', (SELECT max(retired_at) FROM link_all)
    WHERE  NOT EXISTS (SELECT 1 FROM link)
    UNION ALL
    SELECT 'no_personal', (SELECT max(retired_at) FROM information_all)
    WHERE  NOT EXISTS (SELECT 1 FROM information WHERE personal <> 'none')
    UNION ALL
    SELECT 'no_contractor', (SELECT max(at) FROM (SELECT max(retired_at) AS at FROM contract_all
                                                  UNION ALL
                                                  SELECT max(retired_at) FROM component_all))
    WHERE  NOT EXISTS (SELECT 1 FROM contract_outs WHERE stage <> 'ended')
    AND    NOT EXISTS (SELECT 1 FROM component WHERE contractor IS NOT NULL)
    AND    (EXISTS (SELECT 1 FROM system WHERE starts_on <= :now)
            OR EXISTS (
                   SELECT 1
                   FROM   gate_state g
                   WHERE  g.phase = 3
                   AND    g.state IN ('passed', 'conditional')))
)
SELECT s.kind AS subject_kind, s.id AS subject_id,
       CASE WHEN l.id IS NULL THEN s.kind END AS cover_kind,
       CASE WHEN l.id IS NULL THEN s.id END AS cover_id,
       CASE WHEN l.id IS NULL THEN max(p.proof, coalesce(w.proof, 0)) END AS proof,
       s.put_at AS collected_at, NULL AS fresh_until, g.at AS changed_at,
       CASE WHEN l.id IS NOT NULL THEN 'unnamed' END AS reason, NULL AS by_role
FROM   subject s
JOIN   object_proof p
       ON p.kind = s.kind
       AND p.id = s.id
LEFT   JOIN loose l
       ON l.kind = s.kind
       AND l.id = s.id
LEFT   JOIN check_word w
       ON w.check_id = 'C1-1'
LEFT   JOIN chg g
       ON g.kind = s.kind
       AND g.id = s.id
UNION ALL
SELECT 'component', c.id, 'evidence', v.evidence, coalesce(q.percent, mv('proof.upload')),
       v.seen_at, v.seen_at + mv('fresh.inventory'), g.at, NULL, NULL
FROM   component c
JOIN   shown v
       ON v.component = c.id
LEFT   JOIN evidence_proof q
       ON q.evidence = v.evidence
LEFT   JOIN chg g
       ON g.kind = 'component'
       AND g.id = c.id
WHERE  c.env = 'production'
AND    NOT EXISTS (
           SELECT 1
           FROM   loose l
           WHERE  l.kind = 'component'
           AND    l.id = c.id)
UNION ALL
SELECT 'scope', p.code, CASE WHEN a.id IS NOT NULL THEN 'attestation' END, a.id,
       CASE WHEN a.id IS NOT NULL THEN w.proof END,
       a.put_at, a.ends_on, p.changed_at, CASE WHEN a.id IS NULL THEN 'unconfirmed' END, 'manager'
FROM   part p
LEFT   JOIN attestation a
       ON a.check_id = 'C1-1'
       AND a.put_role = 'manager'
       AND a.statement IN ('conforming', 'empty')
       AND a.ends_on > :now
       AND EXISTS (SELECT 1 FROM attestation_empty e WHERE e.id = a.id AND e.value = p.code)
LEFT   JOIN check_word w
       ON w.check_id = 'C1-1'
