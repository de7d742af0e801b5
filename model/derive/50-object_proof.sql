-- view: object_proof
-- note: How strongly a declared row stands by itself (rules 3, 1.1 step 4): 90 when an evaluation in
--   force names it since its last change, 70 with a readable document of its own or a decision in
--   force, else a word: 40.
SELECT o.kind, o.id,
       max(CASE WHEN e.id IS NOT NULL THEN 90 ELSE 40 END,
           CASE WHEN o.own_evidence = 1 THEN 70 ELSE 40 END,
           CASE WHEN a.id IS NOT NULL THEN 70 ELSE 40 END) AS proof
FROM   object o
LEFT   JOIN approved a
       ON a.kind = o.kind AND a.id = o.id
LEFT   JOIN (SELECT v.subject_kind, v.subject_id, max(v.put_at) AS at, v.id
             FROM evaluation v
             WHERE v.opinion <> 'insufficient' AND v.known_by <> 'folder'
             GROUP BY v.subject_kind, v.subject_id) e
       ON e.subject_kind = o.kind AND e.subject_id = o.id
       AND e.at >= coalesce((SELECT g.at FROM chg g WHERE g.kind = o.kind AND g.id = o.id), 0)
WHERE  o.retired_at IS NULL
