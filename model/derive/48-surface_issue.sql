-- view: surface_issue
-- note: Issues found by looking at the running system from outside: by an assessment, or by a tool at an
--   interface or an address. What tools find in code is judged with the code.
SELECT i.id FROM issue i
WHERE  i.source = 'assessment'
OR     (i.source = 'tool' AND (i.subject_kind = 'interface' OR i.place LIKE 'http%'))
