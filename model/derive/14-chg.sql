-- view: chg
-- note: The latest change that evidence and statements must be newer than: material changes that no
--   approved, reviewed change record covers; changes done on the object without such approval; for an
--   image the time it was built.
SELECT kind, id, max(at) AS at
FROM (
    SELECT kind, id, at FROM loose_change
    UNION ALL
    SELECT s.value_kind, s.value_id, c.done_at
    FROM   change c
    JOIN   change_subjects s
           ON s.id = c.id
    WHERE  c.done_at IS NOT NULL
    AND    NOT (c.security_review IN ('done', 'not_needed')
                AND EXISTS (SELECT 1 FROM ok a WHERE a.kind = 'change' AND a.id = c.id))
    UNION ALL
    SELECT 'image', i.id, i.built_at FROM image i
)
GROUP  BY kind, id
