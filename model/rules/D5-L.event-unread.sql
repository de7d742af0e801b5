-- id: D5-L.event-unread
-- check: C2-3
-- rows: D5-L, X7-2, C2-3
-- class: should
-- severity: medium
-- ja: {service|cloud_service}{what_ja}
-- en: {what_en} {service|cloud_service}
-- note: The yearly look is asked of every service in use, from the contract's start or from the day its
--   first component was recorded.
WITH begun AS (
    SELECT service, min(at) AS at
    FROM  (SELECT p.service, c.created_at AS at
           FROM   cloud_place p
           JOIN   component c
                  ON c.id = p.component
           UNION ALL
           SELECT k.service, c.starts_on
           FROM   cloud_contract k
           JOIN   contract c
                  ON c.id = k.contract
           WHERE  k.service IN (SELECT service FROM cloud_place))
    GROUP  BY service
)
SELECT 'cloud_service' AS subject_kind, s.id AS subject_id, '' AS key, s.id AS service,
       'の後発事象を、リストの確認日より後のもので見ていない' AS what_ja,
       'an event was published after the list was last checked for' AS what_en
FROM   cloud_service s
WHERE  s.id IN (SELECT service FROM cloud_taken)
AND    EXISTS (SELECT 1
               FROM   cloud_service_events e
               WHERE  e.id = s.id
               AND    e.happened_on > s.checked_on)
UNION ALL
SELECT 'cloud_service', l.service, 'old', l.service,
       'のリスト掲載を' || ((:now - l.checked_on) / 86400000000) || '日間確かめていない',
       'for ' || ((:now - l.checked_on) / 86400000000) || ' days nobody has looked up the listing of'
FROM   cloud_listing l
WHERE  l.checked_on < :now - mv('fresh.ismap')
UNION ALL
SELECT 'cloud_service', b.service, 'yearly', b.service,
       'の年次確認が行われていない', 'the yearly look is missing for'
FROM   begun b
WHERE  b.at + mv('interval.cloud') + mv('grace.review') < :now
AND    NOT EXISTS (SELECT 1
                   FROM   cloud_check c
                   WHERE  c.service = b.service
                   AND    c.at + mv('interval.cloud') + mv('grace.review') >= :now)
