-- table: model_change
-- note: Every change of a material field (creation is none), with the change record that covers it: one
--   that names the object, was requested before, and was done at most 30 days before it was recorded.
SELECT m.system, m.kind, m.id, m.at, m.entry, m.field, m.old_value, m.new_value, m.actor,
       (SELECT c.id
        FROM   change c
        JOIN   change_subjects s
               ON s.id = c.id
        WHERE  s.value_kind = m.kind
        AND    s.value_id = m.id
        AND    c.requested_on <= m.at
        AND    (c.done_at IS NULL OR m.at <= c.done_at + 30 * 86400000000)
        ORDER  BY c.requested_on DESC, c.id
        LIMIT  1) AS change
FROM   material_change m
