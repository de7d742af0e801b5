-- id: D5-L.listing-differs
-- check: C2-3
-- rows: D5-L, D5-2a, C2-3
-- class: should
-- severity: high
-- ja: {service|cloud_service}の記録が、取り込んだISMAPのリストと違う: {what_ja}
-- en: the record of {service|cloud_service} differs from the imported ISMAP list: {what_en}
-- note: Only where a list was imported; without it D5-L.event-unread asks for the look by hand.
WITH told AS (
    SELECT l.service, l.listing, l.typed, i.number, i.listing AS list_listing, i.expiry,
           coalesce(i.excluded, '') AS excluded,
           coalesce((SELECT group_concat(e.value_item, ' ')
                     FROM  (SELECT value_item FROM cloud_service_excluded
                            WHERE  id = l.service
                            ORDER  BY value_item) e), '') AS ours
    FROM   cloud_listing l
    LEFT   JOIN ismap_listing i
           ON i.number = l.number
    WHERE  l.number IS NOT NULL
    AND    EXISTS (SELECT 1 FROM ismap_listing)
)
SELECT 'cloud_service' AS subject_kind, service AS subject_id, 'delisted' AS key, service, 'must' AS class,
       'その登録番号はリストにない' AS what_ja, 'its number is not on it' AS what_en
FROM   told
WHERE  number IS NULL
UNION ALL
SELECT 'cloud_service', service, 'listing', service, 'should', '登録の種類', 'the kind of listing'
FROM   told
WHERE  list_listing <> listing
UNION ALL
SELECT 'cloud_service', service, 'expiry', service, 'should', '有効期限はリストのほうが早い', 'the list has it end earlier'
FROM   told
WHERE  expiry < typed
UNION ALL
SELECT 'cloud_service', service, 'excluded', service, 'should', '対象外の統制目標', 'the objectives excluded'
FROM   told
WHERE  number IS NOT NULL
AND    excluded <> ours
