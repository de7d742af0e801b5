-- view: cloud_taken
-- note: Cloud services that production uses, or that a selected candidate offers.
SELECT service FROM cloud_place
UNION
SELECT cloud_service FROM selected WHERE cloud_service IS NOT NULL
