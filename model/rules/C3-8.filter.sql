-- id: C3-8.filter
-- check: C3-8
-- rows: C3-8, X2-2, S4-K3
-- class: must
-- severity: high
-- waits: evidence
-- note: A rule for all traffic is told by C3-8.paper, one that opens administration to anybody by X2-2.admin-open.
--   A rule for any source is justified by one flow that enters there, others by a flow between the two zones,
--   in the direction in which connections are opened. Deny rules, and answers, are none of these.
-- ja: {from_ja}区域「{to_zone|zone}」へ、どの流れにもない通信が許可されている(ポート{ports})
-- en: traffic {from_en} the zone "{to_zone|zone}" is allowed that no flow declares (port {ports})
WITH rule AS (
    SELECT o.from_cidr, o.to_cidr, o.port_from, o.port_to, coalesce(o.any_source, 0) AS anybody
    FROM   observed_filter o
    WHERE  o.allow = 1
    AND    NOT (coalesce(o.port_from, 0) <= 1 AND coalesce(o.port_to, 65535) = 65535)
),
opening AS (
    SELECT a.zone AS a, b.zone AS b, r.port_from, r.port_to
    FROM   rule r
    JOIN   cidr_zone a
           ON a.cidr = r.from_cidr
    JOIN   cidr_zone b
           ON b.cidr = r.to_cidr
    WHERE  NOT r.anybody
    AND    a.zone <> b.zone
    UNION ALL
    SELECT '', b.zone, r.port_from, r.port_to
    FROM   rule r
    JOIN   cidr_zone b
           ON b.cidr = r.to_cidr
    WHERE  r.anybody
    AND    NOT EXISTS (SELECT 1
                       FROM   admin_port p
                       WHERE  p.port BETWEEN r.port_from AND r.port_to)
),
declared AS (
    SELECT f.port, CASE f.initiator WHEN 'from' THEN x.from_zone ELSE x.to_zone END AS a,
           CASE f.initiator WHEN 'from' THEN x.to_zone ELSE x.from_zone END AS b
    FROM   flow_crossing x
    JOIN   flow f
           ON f.id = x.flow
)
SELECT 'zone' AS subject_kind, o.b AS subject_id, o.a AS key, o.b AS to_zone,
       CASE WHEN z.id IS NULL THEN 'どこからでも' ELSE '区域「' || coalesce(z.name, z.id) || '」から' END AS from_ja,
       CASE WHEN z.id IS NULL THEN 'from anywhere to' ELSE 'from the zone "' || coalesce(z.name_en, z.name, z.id) || '" to' END AS from_en,
       group_concat(DISTINCT CASE WHEN o.port_from = o.port_to THEN o.port_from ELSE o.port_from || '-' || o.port_to END) AS ports
FROM   opening o
LEFT   JOIN zone z
       ON z.id = o.a
WHERE  NOT EXISTS (SELECT 1
                   FROM   declared d
                   WHERE  d.b = o.b
                   AND    (d.a = o.a OR o.a = '')
                   AND    (d.port IS NULL OR d.port BETWEEN o.port_from AND o.port_to))
GROUP  BY o.a, o.b
