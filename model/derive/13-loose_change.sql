-- view: loose_change
-- note: Material changes that no approved, reviewed change record covers.
SELECT m.kind, m.id, m.at, m.field, m.old_value, m.new_value
FROM   model_change m
WHERE  NOT EXISTS (
           SELECT 1
           FROM   change c
           JOIN   ok a
                  ON a.kind = 'change' AND a.id = c.id
           WHERE  c.id = m.change
           AND    c.security_review IN ('done', 'not_needed'))
