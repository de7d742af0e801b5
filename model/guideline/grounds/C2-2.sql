-- id: C2-2
-- note: Every task that is needed, for the whole system or for a component. Covered by the one main cell
--   of the narrowest scope: held by the own unit, when the cell is approved; held by another party, when
--   it is approved, that party agreed, and the clause it rests on stands in the contract. Never empty:
--   where no second party is stated, every task is the unit's.
WITH held AS (
    SELECT h.subject, h.component, h.cell, h.holder
    FROM   task_held h
    WHERE  h.part = 'main'
),
agreed AS (
    SELECT h.subject, d.id AS cell, a.state, a.at AS decided_at, g.at AS signed_at,
           p.id IN (SELECT party FROM own_unit) AS own, p.type,
           p.type IN ('platform', 'unit', 'body')
           OR EXISTS (SELECT 1
                      FROM   clause c
                      WHERE  c.id = d.clause
                      AND    c.strength = 'present') AS based,
           coalesce(g.document, 0)
           OR EXISTS (SELECT 1
                      FROM   clause c
                      JOIN   contract k
                             ON k.id = c.contract
                      JOIN   evidence v
                             ON v.id = k.document
                      WHERE  c.id = d.clause) AS documented,
           o.proof = 90
           OR EXISTS (SELECT 1
                      FROM   check_word w
                      WHERE  w.check_id = 'C2-2'
                      AND    w.proof = 90) AS evaluated,
           nullif(max(coalesce(x.at, 0), coalesce(k.at, 0), coalesce(n.created_at, 0)), 0) AS changed_at
    FROM   held h
    JOIN   demarcation d
           ON d.id = h.cell
    JOIN   party p
           ON p.id = d.holder
    JOIN   object_proof o
           ON o.kind = 'demarcation'
           AND o.id = d.id
    LEFT   JOIN approval a
           ON a.kind = 'demarcation'
           AND a.id = d.id
    LEFT   JOIN cell_signature g
           ON g.cell = d.id
    LEFT   JOIN chg x
           ON x.kind = 'demarcation'
           AND x.id = d.id
    LEFT   JOIN contract_term_change k
           ON k.contract = (SELECT c.contract
                            FROM   clause c
                            WHERE  c.id = d.clause)
    LEFT   JOIN component n
           ON n.id = h.component
    WHERE  NOT EXISTS (SELECT 1
                       FROM   held y
                       WHERE  y.subject = h.subject
                       AND    y.holder <> h.holder)
),
judged AS (
    SELECT g.*,
           CASE WHEN g.state IN ('approved', 'conditional')
                     AND (g.own
                          OR (g.signed_at IS NOT NULL
                              AND g.based))
                     THEN CASE WHEN g.evaluated THEN 90
                               WHEN g.own THEN 40
                               WHEN g.documented THEN 70
                               ELSE 40 END
                END AS proof
    FROM   agreed g
),
alone AS (
    SELECT (SELECT unit FROM system) AS unit, t.put_at
    FROM   attestation t
    JOIN   attestation_empty e
           ON e.id = t.id
    WHERE  e.value = 'no_contractor'
    AND    t.statement = 'empty'
    AND    t.put_role = 'manager'
    AND    t.ends_on > :now
    AND    NOT EXISTS (SELECT 1
                       FROM   object o
                       WHERE  o.kind IN ('contract', 'component', 'demarcation')
                       AND    o.retired_at > t.put_at)
    ORDER  BY t.put_at DESC
    LIMIT  1
)
SELECT 'dtask' AS subject_kind, n.subject AS subject_id,
       CASE WHEN j.proof IS NOT NULL THEN 'demarcation' END AS cover_kind,
       CASE WHEN j.proof IS NOT NULL THEN j.cell END AS cover_id,
       j.proof,
       CASE WHEN j.own THEN j.decided_at ELSE min(j.decided_at, j.signed_at) END AS collected_at,
       NULL AS fresh_until, j.changed_at,
       CASE WHEN j.proof IS NOT NULL THEN NULL
            WHEN j.cell IS NULL THEN 'unnamed'
            WHEN j.state = 'claimed' THEN 'claimed'
            WHEN j.state IN ('approved', 'conditional')
                 AND j.signed_at IS NOT NULL THEN 'unnamed'
            ELSE 'unconfirmed' END AS reason,
       CASE WHEN j.proof IS NULL
                 AND j.state IN ('approved', 'conditional')
                 AND j.signed_at IS NULL
                 AND j.type IN ('contractor', 'supplier', 'assessor') THEN 'contractor'
            ELSE 'manager' END AS by_role
FROM   task_needed n
LEFT   JOIN judged j
       ON j.subject = n.subject
WHERE  EXISTS (SELECT 1 FROM second_party)
OR     EXISTS (SELECT 1
               FROM   held h
               WHERE  h.subject = n.subject)
UNION ALL
SELECT 'dtask', n.subject, CASE WHEN a.unit IS NOT NULL THEN 'party' END, a.unit,
       CASE WHEN a.unit IS NOT NULL
                 AND EXISTS (SELECT 1
                             FROM   check_word w
                             WHERE  w.check_id = 'C2-2'
                             AND    w.proof = 90) THEN 90
            WHEN a.unit IS NOT NULL THEN 40 END,
       a.put_at, NULL, NULL, CASE WHEN a.unit IS NULL THEN 'never' END, 'manager'
FROM   task_needed n
LEFT   JOIN alone a
WHERE  NOT EXISTS (SELECT 1 FROM second_party)
AND    NOT EXISTS (SELECT 1
                   FROM   held h
                   WHERE  h.subject = n.subject)
