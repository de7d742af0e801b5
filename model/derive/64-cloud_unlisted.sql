-- view: cloud_unlisted
-- note: Cloud services that no list vouches for: never listed, or the listing has ended
--   (its end as typed, or computed from the audit period).
SELECT s.id AS service FROM cloud_service s
WHERE  s.listing IN ('none', 'special')
OR     coalesce(s.expiry, s.audit_period_end + mv('cloud.validity')) <= (SELECT now FROM context)
