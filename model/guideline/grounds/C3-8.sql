-- id: C3-8
-- waits: evidence
-- note: Every flow over a network between zones of different trust, covered by a complete, recent look at a filter on its way
--   (of the component it enters, of what that runs on, of a gate in one of the zones or around them), where
--   the zones' addresses are known; every production component that stores protected information, covered
--   where no entry lies in its zone; every privileged role, covered by a recent look at rights or accounts on
--   all its components.
WITH gate(flow, component) AS (
    SELECT f.id, h.host
    FROM   flow f
    JOIN   host_line h
           ON f.to_kind = 'component'
           AND h.component = f.to_id
    UNION
    SELECT x.flow, c.id
    FROM   flow_crossing x
    JOIN   zone_line l
           ON l.zone IN (x.from_zone, x.to_zone)
    JOIN   component c
           ON c.zone = l.above
    WHERE  c.type IN ('firewall', 'network_device', 'vpn', 'proxy', 'waf', 'balancer', 'api_gateway')
),
crossing AS (
    SELECT x.flow, (SELECT count(*)
                    FROM   zone z
                    WHERE  z.id IN (x.from_zone, x.to_zone)
                    AND    z.type <> 'internet'
                    AND    NOT EXISTS (SELECT 1
                                       FROM   zone_addresses a
                                       WHERE  a.id = z.id)) AS unknown,
           (SELECT max(g.at)
            FROM   chg g
            WHERE  (g.kind = 'flow' AND g.id = x.flow)
            OR     (g.kind = 'zone' AND g.id IN (x.from_zone, x.to_zone))) AS changed_at
    FROM   flow_crossing x
    JOIN   flow f
           ON f.id = x.flow
    WHERE  x.trust_from <> x.trust_to
    AND    lower(f.protocol) NOT IN ('paper', 'usb', 'media')
),
filtered AS (
    SELECT x.flow, x.changed_at, l.evidence, l.seen_at, l.proof,
           CASE WHEN x.unknown > 0 THEN 'unnamed' WHEN l.component IS NULL THEN 'never' ELSE l.reason END AS reason
    FROM   crossing x
    LEFT   JOIN (SELECT g.flow, k.component, k.evidence, k.seen_at, k.proof, k.reason
                 FROM   gate g
                 JOIN   looked k
                        ON k.component = g.component
                 WHERE  k.facet = 'filter') l
           ON l.flow = x.flow
),
stored AS (
    SELECT c.id, c.zone, c.put_at, EXISTS (SELECT 1
                                           FROM   component e
                                           JOIN   exposure_of x
                                                  ON x.component = e.id
                                           WHERE  e.zone = c.zone
                                           AND    x.hops = 0
                                           AND    x.exposure <> 'isolated') AS flat
    FROM   component c
    WHERE  c.env = 'production'
    AND    EXISTS (SELECT 1
                   FROM   information_stored_in s
                   JOIN   information n
                          ON n.id = s.id
                   WHERE  s.value = c.id
                   AND    (n.c >= 2 OR n.i = 2))
),
held AS (
    SELECT DISTINCT r.id AS role, r.component
    FROM   account_role_rights r
),
listed AS (
    SELECT h.role, h.component, k.evidence, k.seen_at, k.proof,
           row_number() OVER (PARTITION BY h.role, h.component ORDER BY k.seen_at DESC, k.evidence) AS nth
    FROM   held h
    LEFT   JOIN looked k
           ON k.component = h.component
           AND k.facet IN ('right', 'account')
           AND k.reason IS NULL
),
reviewed AS (
    SELECT r.id, l.evidence, min(l.seen_at) AS seen_at, min(l.proof) AS proof,
           CASE WHEN count(l.component) = 0 THEN 'unnamed' WHEN count(l.seen_at) = 0 THEN 'never'
                WHEN count(l.seen_at) < count(l.component) THEN 'part' END AS reason
    FROM   account_role r
    LEFT   JOIN listed l
           ON l.role = r.id
           AND l.nth = 1
    WHERE  r.privileged = 1
    GROUP  BY r.id
)
SELECT 'flow' AS subject_kind, f.flow AS subject_id, CASE WHEN f.reason IS NULL THEN 'evidence' END AS cover_kind,
       CASE WHEN f.reason IS NULL THEN f.evidence END AS cover_id, CASE WHEN f.reason IS NULL THEN f.proof END AS proof,
       f.seen_at AS collected_at, f.seen_at + mv('fresh.filter') AS fresh_until, f.changed_at, f.reason
FROM   filtered f
UNION ALL
SELECT 'component', s.id, CASE WHEN NOT s.flat THEN 'zone' END, CASE WHEN NOT s.flat THEN s.zone END,
       CASE WHEN NOT s.flat THEN max(o.proof, coalesce(w.proof, 0)) END, s.put_at, NULL, NULL,
       CASE WHEN s.flat THEN 'never' END
FROM   stored s
JOIN   object_proof o
       ON o.kind = 'component'
       AND o.id = s.id
LEFT   JOIN check_word w
       ON w.check_id = 'C3-8'
UNION ALL
SELECT 'account_role', r.id, CASE WHEN r.reason IS NULL THEN 'evidence' END,
       CASE WHEN r.reason IS NULL THEN r.evidence END, CASE WHEN r.reason IS NULL THEN r.proof END,
       r.seen_at, r.seen_at + mv('fresh.right'), g.at, r.reason
FROM   reviewed r
LEFT   JOIN chg g
       ON g.kind = 'account_role'
       AND g.id = r.id
