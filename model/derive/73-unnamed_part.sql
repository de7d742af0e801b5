-- view: unnamed_part
-- note: Bought components in production of which nobody recorded what they are: neither a product nor a
--   service. What lacks its service (unnamed_service) is none of them, nor media and facilities.
SELECT c.id AS component, c.name FROM component c
WHERE  c.env = 'production'
AND    c.custom = 0
AND    c.product IS NULL
AND    c.cloud_service IS NULL
AND    c.type NOT IN ('media', 'physical')
AND    c.id NOT IN (SELECT component FROM unnamed_service)
