-- view: cloud_listing
-- note: Services on the ISMAP lists that are used or selected, with the end of the listing: as typed, or
--   computed from the audit period (latest). NULL: nobody said either.
SELECT s.id AS service, s.name, s.name_en, s.listing, s.number, s.checked_on, s.audit_period_end, s.expiry AS typed,
       s.audit_period_end + mv('cloud.validity') AS latest,
       coalesce(s.expiry, s.audit_period_end + mv('cloud.validity')) AS ends_at
FROM   cloud_service s
JOIN   cloud_taken t
       ON t.service = s.id
WHERE  s.listing IN ('ismap', 'liu')
