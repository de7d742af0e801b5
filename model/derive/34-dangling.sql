-- view: dangling
-- note: Elements of the profile that nothing uses. Nothing is said of a kind while the profile has no
--   flows (no tasks) at all. What only carries others, realises a control, stands by, or takes backups
--   or logs is used; logs, keys and programs need no task.
SELECT 'component' AS kind, c.id, c.name, c.name_en FROM component c
WHERE  c.env = 'production'
AND    c.redundancy = 'none'
AND    c.type <> 'physical'
AND    EXISTS (SELECT 1 FROM flow)
AND    NOT EXISTS (SELECT 1 FROM flow_end e WHERE e.kind = 'component' AND e.id = c.id)
AND    NOT EXISTS (SELECT 1 FROM information_stored_in s WHERE s.value = c.id)
AND    NOT EXISTS (SELECT 1 FROM component h WHERE h.runs_on = c.id)
AND    NOT EXISTS (SELECT 1 FROM control_realised_by r WHERE r.value_kind = 'component' AND r.value_id = c.id)
AND    NOT EXISTS (SELECT 1 FROM backup_plan b WHERE b.destination = c.id)
AND    NOT EXISTS (SELECT 1 FROM log_source l WHERE l.destination = c.id)
UNION ALL
SELECT 'actor', a.id, a.name, a.name_en FROM actor a
WHERE  EXISTS (SELECT 1 FROM flow)
AND    NOT EXISTS (SELECT 1 FROM flow_end e WHERE e.kind = 'actor' AND e.id = a.id)
AND    NOT EXISTS (SELECT 1 FROM task_actors t WHERE t.value = a.id)
AND    NOT EXISTS (SELECT 1 FROM information_obtained_from o WHERE o.value_kind = 'actor' AND o.value_id = a.id)
UNION ALL
SELECT 'link', l.id, l.name, l.name_en FROM link l
WHERE  EXISTS (SELECT 1 FROM flow)
AND    NOT EXISTS (SELECT 1 FROM flow_end e WHERE e.kind = 'link' AND e.id = l.id)
AND    NOT EXISTS (SELECT 1 FROM information_obtained_from o WHERE o.value_kind = 'link' AND o.value_id = l.id)
UNION ALL
SELECT 'zone', z.id, z.name, z.name_en FROM zone z
WHERE  NOT EXISTS (SELECT 1 FROM component c WHERE c.zone = z.id)
AND    NOT EXISTS (SELECT 1 FROM zone k WHERE k.parent = z.id)
AND    NOT EXISTS (SELECT 1 FROM actor a WHERE a.zone = z.id)
AND    NOT EXISTS (SELECT 1 FROM link l WHERE l.zone = z.id)
UNION ALL
SELECT 'information', i.id, i.name, i.name_en FROM information i
WHERE  i.form NOT IN ('log', 'credential', 'key', 'program')
AND    EXISTS (SELECT 1 FROM task)
AND    NOT EXISTS (SELECT 1 FROM task_information t WHERE t.value = i.id)
