-- id: C3-2.wider
-- check: C3-2
-- rows: C3-2, S4-R2, X2-2
-- class: must
-- severity: high
-- note: Seen from outside at a port where no interface for the internet is declared, or used by people or
--   systems that come from farther outside than it is meant for.
-- ja: 入口「{interface|interface}」は、申告した公開範囲({exposure|exposure})より広く{how_ja}
-- en: the interface "{interface|interface}" is {how_en} more widely than declared ({exposure|exposure})
SELECT DISTINCT 'interface' AS subject_kind, i.id AS subject_id, '' AS key, i.id AS interface, i.exposure,
       'インターネットから届く' AS how_ja, 'reached from the internet,' AS how_en
FROM   seen_interface s
JOIN   observed_interface o
       ON o.id = s.observed
JOIN   interface i
       ON i.id = s.interface
WHERE  o.is_external = 1
AND    NOT EXISTS (SELECT 1
                   FROM   seen_interface t
                   JOIN   interface j
                          ON j.id = t.interface
                   WHERE  t.observed = s.observed
                   AND    j.exposure = 'internet')
UNION ALL
SELECT 'interface', i.id, 'flow-' || f.id, i.id, i.exposure,
       '使われている(流れ「' || coalesce(f.name, f.id) || '」)', 'used (flow ' || coalesce(f.name_en, f.name, f.id) || ')'
FROM   flow f
JOIN   interface i
       ON i.id = f.interface
JOIN   (SELECT 'actor' AS kind, id, zone FROM actor
        UNION ALL
        SELECT 'link', id, zone FROM link) p
       ON p.kind = f.from_kind
       AND p.id = f.from_id
JOIN   zone z
       ON z.id = p.zone
WHERE  xo(z.exposure) > xo(i.exposure)
