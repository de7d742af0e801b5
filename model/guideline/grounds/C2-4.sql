-- id: C2-4
-- note: Every product that production uses; the bought parts in production that no product names; and
--   the third-party parts of each component of our own. A product is covered when its support end and
--   origin are known and a concern is decided: by its row, a paper about it, or support-end data. The
--   parts of our own software are covered by a bill of materials, before it is built by a requirement
--   or criterion that asks for one.
WITH product_state AS (
    SELECT s.product, CASE WHEN s.typed IS NULL
                           AND s.seen IS NULL
                           AND s.extended_to IS NULL THEN 'unnamed'
                           WHEN p.provenance = 'unknown' THEN 'never'
                           WHEN p.concern = 'none' THEN NULL
                           WHEN a.state = 'claimed' THEN 'claimed'
                           WHEN a.state IN ('approved', 'conditional') THEN NULL
                           ELSE 'unconfirmed' END AS reason,
           CASE WHEN p.concern <> 'none' THEN 'ciso' END AS by_role, p.put_at
    FROM   product_support s
    JOIN   product p
           ON p.id = s.product
    LEFT   JOIN approval a
           ON a.kind = 'product'
           AND a.id = s.product
    WHERE  s.product IN (SELECT product FROM product_use WHERE env = 'production')
),
part AS (
    SELECT c.id AS component, c.contractor, c.custom
    FROM   component c
    WHERE  c.env = 'production'
    AND    c.custom = 1
    UNION ALL
    SELECT component, NULL, 0 FROM unnamed_part
),
planning AS (
    SELECT NOT EXISTS (SELECT 1
                       FROM   gate_state g
                       WHERE  g.phase = 5
                       AND    g.state <> 'open')
           AND NOT EXISTS (SELECT 1
                           FROM   system y
                           WHERE  y.id = :system
                           AND    y.starts_on <= :now) AS now
),
asked AS (
    SELECT 'requirement' AS kind, r.id, NULL AS party, NULL AS contract, r.put_at
    FROM   requirement r
    WHERE  instr(upper(r.text), 'SBOM') > 0
    UNION ALL
    SELECT 'criterion', x.id, c.party, c.id, x.put_at
    FROM   criterion x
    JOIN   contract c
           ON c.id = x.contract
    WHERE  x.part = 'product'
    AND    instr(upper(x.text), 'SBOM') > 0
),
cover AS (
    SELECT 'product' AS subject_kind, s.product AS subject_id, 'product' AS cover_kind, s.product AS cover_id,
           o.proof, s.put_at AS collected_at, NULL AS fresh_until
    FROM   product_state s
    JOIN   object_proof o
           ON o.kind = 'product'
           AND o.id = s.product
    UNION ALL
    SELECT 'product', t.value_id, 'evidence', e.id, 70, e.collected_at, NULL
    FROM   evidence_subjects t
    JOIN   evidence e
           ON e.id = t.id
    WHERE  t.value_kind = 'product'
    UNION ALL
    SELECT 'product', i.product, 'evidence', e.id,
           CASE WHEN e.delivered IN ('token', 'signed') THEN 100 ELSE 70 END,
           i.seen_at, i.seen_at + mv('fresh.sbom')
    FROM   component_instance i
    JOIN   evidence e
           ON e.id = i.evidence
    WHERE  i.support_end IS NOT NULL
    GROUP  BY i.product, e.id
    UNION ALL
    SELECT 'component', i.component, 'evidence', e.id,
           CASE WHEN e.delivered IN ('token', 'signed') THEN 100 ELSE 70 END,
           i.seen_at, i.seen_at + mv('fresh.sbom')
    FROM   component_instance i
    JOIN   evidence e
           ON e.id = i.evidence
    GROUP  BY i.component, e.id
    UNION ALL
    SELECT 'component', p.component, q.kind, q.id, 40, q.put_at, NULL
    FROM   part p
    JOIN   planning n
    JOIN   asked q
           ON q.kind = 'requirement'
           OR q.party = p.contractor
           OR p.component IN (SELECT m.value
                              FROM   contract_components m
                              WHERE  m.id = q.contract)
    WHERE  p.custom = 1
    AND    n.now
),
subject AS (
    SELECT 'product' AS kind, product AS id, reason, by_role FROM product_state
    UNION ALL
    SELECT 'component', component, CASE custom WHEN 0 THEN 'unnamed' END, NULL FROM part
),
changed AS (
    SELECT 'product' AS kind, id, at FROM chg WHERE kind = 'product'
    UNION ALL
    SELECT 'product', s.product, m.at
    FROM   product_state s
    JOIN   loose_change m
           ON m.kind = 'system'
    WHERE  m.id = :system
    AND    m.field = 'ends_on'
    UNION ALL
    SELECT 'component', m.id, m.at
    FROM   loose_change m
    WHERE  m.kind = 'component'
    AND    m.field IN ('version', 'image', 'frameworks')
)
SELECT s.kind AS subject_kind, s.id AS subject_id, c.cover_kind, c.cover_id,
       max(c.proof, coalesce((SELECT w.proof FROM check_word w WHERE w.check_id = 'C2-4'), 0)) AS proof,
       c.collected_at, c.fresh_until,
       (SELECT max(g.at)
        FROM   changed g
        WHERE  g.kind = s.kind
        AND    g.id = s.id) AS changed_at,
       CASE WHEN c.cover_id IS NULL THEN coalesce(s.reason, 'never') END AS reason, s.by_role
FROM   subject s
LEFT   JOIN cover c
       ON c.subject_kind = s.kind
       AND c.subject_id = s.id
       AND (s.reason IS NULL
            OR s.kind = 'component')
