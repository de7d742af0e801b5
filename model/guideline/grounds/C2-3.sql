-- id: C2-3
-- note: Every main contract whose party had to be chosen, and every cloud service that production uses
--   or a selected candidate offers. A contract is covered by the selected candidate, decided on and
--   judged on all that is mandatory, or by a performance check in time; a service by a sheet of which
--   every line was judged and confirmed by somebody else, and which was looked at again every year.
--   Their last change: other information while the contract runs, other owners or certificates; what
--   the service declares, a new component on it, information graded higher.
WITH cover AS (
    SELECT 'contract' AS subject_kind, k.contract AS subject_id, 'candidate' AS cover_kind, k.id AS cover_id,
           k.proof, k.at AS collected_at, NULL AS fresh_until, k.reason, k.by_role
    FROM   candidate_case k
    UNION ALL
    SELECT 'contract', r.contract, 'review', r.id, o.proof, r.at,
           r.at + coalesce(w.check_interval, mv('contract.check')) + mv('grace.review'), NULL, NULL
    FROM   performance_check r
    JOIN   contract_watched w
           ON w.id = r.contract
    JOIN   object_proof o
           ON o.kind = 'review'
           AND o.id = r.id
    UNION ALL
    SELECT 'cloud_service', k.service, 'candidate', k.id, k.sheet_proof,
           max(k.at, coalesce(max(c.at), 0)), max(k.at, coalesce(max(c.at), 0)) + mv('interval.cloud') + mv('grace.review'),
           k.sheet_reason, k.by_role
    FROM   candidate_case k
    LEFT   JOIN cloud_check c
           ON c.service = k.service
    GROUP  BY k.id
),
subject AS (
    SELECT 'contract' AS kind, id FROM contract_watched
    UNION ALL
    SELECT 'cloud_service', service FROM cloud_taken
),
changed AS (
    SELECT 'contract' AS kind, w.id, m.at
    FROM   contract_watched w
    JOIN   loose_change m
           ON (m.kind = 'contract'
               AND m.id = w.id
               AND m.field = 'information'
               AND m.at > w.starts_on)
           OR (m.kind = 'party'
               AND m.id = w.party
               AND (m.field = 'certificates'
                    OR (m.field = 'ownership'
                        AND m.old_value IS NOT NULL)))
    UNION ALL
    SELECT 'cloud_service', m.id, m.at
    FROM   loose_change m
    WHERE  m.kind = 'cloud_service'
    AND    m.field IN ('party', 'model', 'regions', 'jurisdiction', 'subprocessors', 'listing',
                       'declared_scope', 'scope_services', 'excluded')
    UNION ALL
    SELECT 'cloud_service', p.service, c.created_at
    FROM   cloud_place p
    JOIN   component c
           ON c.id = p.component
    UNION ALL
    SELECT 'cloud_service', p.service, m.at
    FROM   cloud_place p
    JOIN   loose_change m
           ON m.kind = 'component'
           AND m.id = p.component
    WHERE  m.field IN ('cloud_service', 'runs_on', 'env')
    UNION ALL
    SELECT 'cloud_service', p.service, r.at
    FROM   cloud_place p
    JOIN   information_at a
           ON a.place_kind = 'component'
           AND a.place_id = p.component
    JOIN   information_raised r
           ON r.information = a.information
)
SELECT s.kind AS subject_kind, s.id AS subject_id, c.cover_kind, c.cover_id,
       CASE WHEN c.cover_id IS NOT NULL
            AND c.reason IS NULL
            THEN max(c.proof, coalesce((SELECT w.proof FROM check_word w WHERE w.check_id = 'C2-3'), 0),
                     coalesce((SELECT 90 FROM object_proof o
                               WHERE  o.kind = c.cover_kind
                               AND    o.id = c.cover_id
                               AND    o.proof = 90), 0)) END AS proof,
       c.collected_at, c.fresh_until,
       (SELECT max(g.at)
        FROM   changed g
        WHERE  g.kind = s.kind
        AND    g.id = s.id) AS changed_at,
       CASE WHEN c.cover_id IS NULL THEN 'never'
            ELSE c.reason END AS reason, c.by_role
FROM   subject s
LEFT   JOIN cover c
       ON c.subject_kind = s.kind
       AND c.subject_id = s.id
