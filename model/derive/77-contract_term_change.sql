-- view: contract_term_change
-- note: When the terms last changed that duties hang on: who, under whom, what kind of work, on which
--   components and information. Changes that an approved, reviewed change record covers do not count.
SELECT m.id AS contract, max(m.at) AS at
FROM   model_change m
WHERE  m.kind = 'contract'
AND    m.field IN ('party', 'parent', 'type', 'components', 'information')
AND    NOT EXISTS (SELECT 1
                   FROM   change c
                   JOIN   ok a
                          ON a.kind = 'change'
                          AND a.id = c.id
                   WHERE  c.id = m.change
                   AND    c.security_review IN ('done', 'not_needed'))
GROUP  BY m.id
