-- view: cell_open
-- note: Cells of the coverage table that somebody of ours has to fill: needed, in production, and not given
--   by the demarcation to a cloud provider as main holder.
SELECT k.component, k.layer, k.function, k.controls FROM coverage_cell k
JOIN   component c
       ON c.id = k.component
WHERE  k.needed = 1
AND    c.env = 'production'
AND    NOT EXISTS (SELECT 1 FROM task_held h
                   JOIN   layer_task t
                          ON t.task = h.task
                   JOIN   party p
                          ON p.id = h.holder
                   WHERE  t.layer = k.layer
                   AND    h.component = k.component
                   AND    h.part = 'main'
                   AND    p.type = 'csp')
