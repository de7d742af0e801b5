-- view: seen_interface
-- note: Which declared interfaces an observed one may be: on the same component (or on what it runs on) and
--   port, or, seen at what stands in front of it, on the same port (direct = 0).
SELECT DISTINCT o.id AS observed, p.interface, 1 AS direct FROM observed_interface o
JOIN   host_line h
       ON h.host = o.component
JOIN   interface_port p
       ON p.component = h.component AND (p.port = o.port OR p.port IS NULL)
UNION
SELECT DISTINCT o.id, p.interface, 0 FROM observed_interface o
JOIN   front_of x
       ON x.front = o.component
JOIN   interface_port p
       ON p.component = x.component AND (p.port = o.port OR p.port IS NULL)
