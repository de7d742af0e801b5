-- view: important_store
-- note: Where information that must be kept right or at hand (I2, A2) is stored in production, and what
--   of it must be restored from a copy: what an index, a queue or a cache holds is made anew. Where a plan
--   puts its copies, and media that carry them, hold no original.
SELECT i.id AS information, i.a, s.value AS component, c.type IN ('search', 'queue', 'cdn') AS rebuilt
FROM   information i
JOIN   information_stored_in s
       ON s.id = i.id
JOIN   component c
       ON c.id = s.value
WHERE  (i.a = 2 OR i.i = 2)
AND    c.env = 'production'
AND    c.type NOT IN ('backup', 'media')
AND    NOT EXISTS (SELECT 1
                   FROM   backup_plan b
                   JOIN   backup_plan_information p
                          ON p.id = b.id
                   WHERE  b.destination = c.id
                   AND    p.value = i.id)
