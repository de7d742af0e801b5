-- id: C3-8.paper
-- check: C3-8
-- rows: C3-8, S4-K3
-- class: must
-- severity: high
-- note: Zones of different trust, neither inside the other, that share addresses, or between which a rule lets
--   everything through.
-- ja: 区域「{zone|zone}」と「{other|zone}」は、図の上でしか分かれていない({why_ja})
-- en: the zones "{zone|zone}" and "{other|zone}" are separated on paper only ({why_en})
WITH pair AS (
    SELECT a.id AS a, b.id AS b, x.value AS of_a, y.value AS of_b
    FROM   zone a
    JOIN   zone b
           ON b.trust <> a.trust
    JOIN   zone_addresses x
           ON x.id = a.id
    JOIN   zone_addresses y
           ON y.id = b.id
    WHERE  NOT EXISTS (SELECT 1
                       FROM   zone_line l
                       WHERE  l.zone = a.id
                       AND    l.above = b.id)
    AND    NOT EXISTS (SELECT 1
                       FROM   zone_line l
                       WHERE  l.zone = b.id
                       AND    l.above = a.id)
)
SELECT 'zone' AS subject_kind, p.a AS subject_id, p.b AS key, p.a AS zone, p.b AS other,
       '同じアドレスの範囲(' || p.of_a || 'と' || p.of_b || ')にある' AS why_ja,
       'they share addresses, ' || p.of_a || ' and ' || p.of_b AS why_en
FROM   pair p
WHERE  p.a < p.b
AND    (net_has(p.of_a, p.of_b) OR net_has(p.of_b, p.of_a))
GROUP  BY p.a, p.b
UNION ALL
SELECT 'zone', p.a, p.b || '-rule', p.a, p.b,
       'あいだのすべての通信を許す規則がある', 'a rule lets everything pass between them'
FROM   pair p
JOIN   observed_filter o
       ON (net_has(o.from_cidr, p.of_a) AND net_has(o.to_cidr, p.of_b))
       OR (net_has(o.from_cidr, p.of_b) AND net_has(o.to_cidr, p.of_a))
WHERE  p.a < p.b
AND    o.allow = 1
AND    coalesce(o.port_from, 0) <= 1
AND    coalesce(o.port_to, 65535) = 65535
AND    lower(coalesce(o.protocol, 'any')) IN ('any', 'all', '*', '-1', 'ip')
GROUP  BY p.a, p.b
