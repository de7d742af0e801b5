-- view: host_line
-- note: Every component with itself and all that it runs on.
WITH RECURSIVE line(component, host, depth) AS (
    SELECT id, id, 0 FROM component
    UNION
    SELECT l.component, c.runs_on, l.depth + 1
    FROM   line l
    JOIN   component c
           ON c.id = l.host
    WHERE  c.runs_on IS NOT NULL AND l.depth < 20
)
SELECT component, host, depth FROM line
