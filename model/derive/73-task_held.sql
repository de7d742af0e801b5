-- view: task_held
-- note: Of the cells that speak of a needed task, those of the narrowest scope: they alone count.
SELECT t.task, t.subject, t.component, t.cell, t.holder, t.part, t.scope_kind, t.scope_id
FROM (
    SELECT c.task, c.subject, c.component, c.cell, c.holder, c.part, c.scope_kind, c.scope_id, c.level,
           min(c.level) OVER (PARTITION BY c.subject) AS nearest
    FROM   task_cell c
) t
WHERE  t.level = t.nearest
