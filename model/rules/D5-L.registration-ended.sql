-- id: D5-L.registration-ended
-- check: C2-3
-- rows: D5-L, D5-2a, C2-3
-- class: must
-- severity: high
-- ja: {service|cloud_service}のISMAP登録{what_ja}
-- en: the ISMAP listing of {service|cloud_service} {what_en}
-- note: An ended listing is made up for by a complete review of an unlisted service. The end is announced
--   twice, and each time a yearly look at the service answers it.
WITH end AS (
    SELECT l.service, l.typed, l.latest, l.ends_at,
           CASE WHEN l.ends_at - mv('cloud.warn.high') <= :now THEN mv('cloud.warn.high')
                ELSE mv('cloud.warn') END AS warn
    FROM   cloud_listing l
)
SELECT 'cloud_service' AS subject_kind, service AS subject_id, '' AS key, service, 'must' AS class, 'high' AS severity,
       'が切れている' AS what_ja, 'has ended' AS what_en
FROM   end e
WHERE  ends_at <= :now
AND    NOT EXISTS (SELECT 1
                   FROM   selected k
                   WHERE  k.cloud_service = e.service
                   AND    k.id NOT IN (SELECT candidate FROM sheet_gap))
UNION ALL
SELECT 'cloud_service', e.service, 'soon', e.service, 'should',
       CASE WHEN e.warn = mv('cloud.warn.high') THEN 'high' ELSE 'medium' END,
       'が' || ((e.ends_at - :now) / 86400000000) || '日後に切れる。更新の見込みを確かめた記録がない',
       'ends in ' || ((e.ends_at - :now) / 86400000000) || ' days, and nobody looked whether it will be renewed'
FROM   end e
WHERE  e.ends_at > :now
AND    e.ends_at - e.warn <= :now
AND    NOT EXISTS (SELECT 1
                   FROM   cloud_check c
                   WHERE  c.service = e.service
                   AND    c.at >= e.ends_at - e.warn)
UNION ALL
SELECT 'cloud_service', service, 'typed', service, CASE WHEN latest <= :now THEN 'must' ELSE 'should' END, 'high',
       'の期限が、監査対象期間から決まる期限より' || ((typed - latest) / 86400000000) || '日遅く記入されている',
       'was typed to end ' || ((typed - latest) / 86400000000) || ' days later than its audit period allows'
FROM   end
WHERE  typed > latest + mv('cloud.typed')
UNION ALL
SELECT 'cloud_service', service, 'unknown', service, 'need', 'medium',
       'の期限も監査対象期間も記録されていない', 'has neither an end nor an audit period on record'
FROM   end
WHERE  ends_at IS NULL
