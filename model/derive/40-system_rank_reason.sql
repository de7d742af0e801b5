-- table: system_rank_reason
-- note: Why the proposed rank is what it is: one row a fact that raises impact or exposure, or forces
--   a rank. `factor` is impact, exposure or forced; `text` a code that the reports
--   put into words.
SELECT :system AS system, 'impact' AS factor, 'information' AS subject_kind, i.id AS subject_id,
       'class:' || max(i.c, CASE WHEN i.i = 2 OR i.a = 2 THEN 2 ELSE 1 END) AS text
FROM   information i
UNION ALL
SELECT :system, 'impact', 'information', i.id, 'uplift:my_number' FROM information i WHERE i.personal = 'my_number'
UNION ALL
SELECT :system, 'impact', 'information', i.id, 'uplift:sensitive' FROM information i WHERE i.personal = 'sensitive'
UNION ALL
SELECT :system, 'impact', 'information', i.id, 'uplift:persons' FROM information i
WHERE  i.personal <> 'none' AND i.subjects >= 100000
UNION ALL
SELECT :system, 'impact', 'information', i.id, 'floor:persons' FROM information i
WHERE  i.personal <> 'none' AND i.subjects > 100
UNION ALL
SELECT :system, 'impact', 'task', e.id, 'uplift:' || e.value FROM task_effects e
UNION ALL
SELECT :system, 'impact', 'task', t.id, 'uplift:rto' FROM task t WHERE t.tolerable_stop <= 4 * 3600000000
UNION ALL
SELECT :system, 'impact', 'system', :system, 'uplift:hub'
WHERE  (SELECT count(*) FROM link WHERE depends IN ('on_us', 'both')) >= 3
UNION ALL
SELECT :system, 'exposure', 'interface', i.id, 'exposure:' || i.exposure FROM interface i
UNION ALL
SELECT :system, 'exposure', 'component', c.id, 'exposure:internet' FROM component c
JOIN   cloud_service s
       ON s.id = c.cloud_service
UNION ALL
SELECT :system, 'exposure', 'actor', a.id, 'exposure:' || z.exposure FROM actor a
JOIN   zone z
       ON z.id = a.zone
UNION ALL
SELECT :system, 'exposure', 'link', l.id, 'exposure:' || z.exposure FROM link l
JOIN   zone z
       ON z.id = l.zone
UNION ALL
SELECT :system, 'forced', 'information', i.id, 'high:c3' FROM information i WHERE i.c = 3
UNION ALL
SELECT :system, 'forced', 'information', i.id, 'high:my_number' FROM information i
WHERE  i.personal = 'my_number' AND i.subjects >= 100000
UNION ALL
SELECT :system, 'forced', 'system', s.id, 'high:platform' FROM system s WHERE s.id = :system AND s.shared_platform = 1
UNION ALL
SELECT :system, 'forced', 'cloud_service', s.id, 'mid:unlisted' FROM cloud_service s
WHERE  s.listing = 'none' AND EXISTS (SELECT 1 FROM component c WHERE c.cloud_service = s.id AND c.env = 'production')
UNION ALL
SELECT :system, 'forced', 'incident', n.id, 'mid:incident' FROM incident n
WHERE  n.severity IN ('critical', 'high') AND n.detected_at > :now - 365 * 86400000000
