-- view: path_seen
-- note: Observed paths with the interface below which they lie: the one of the longest path.
SELECT o.id, p.interface, o.path, o.parameter, o.object_id, o.auth_required, o.validated, o.seen_at, o.evidence
FROM   observed_path o
JOIN   interface_path p
       ON p.component = o.component AND (o.path = p.path OR substr(o.path, 1, length(p.path) + 1) = p.path || '/')
WHERE  NOT EXISTS (SELECT 1 FROM interface_path q
                   WHERE  q.component = o.component
                   AND    length(q.path) > length(p.path)
                   AND    (o.path = q.path OR substr(o.path, 1, length(q.path) + 1) = q.path || '/'))
