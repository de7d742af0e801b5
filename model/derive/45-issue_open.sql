-- view: issue_open
-- note: Issues that nobody closed: not fixed, not judged false or duplicate, still seen by the tool, and
--   not accepted in date. What a tool or tracker calls accepted closes nothing.
SELECT i.id, i.source, i.found_in_kind, i.found_in_id, i.found_at, i.subject_kind, i.subject_id, i.severity, i.cwe, i.due
FROM   issue i
WHERE  i.status IN ('open', 'fixing')
AND    i.gone_at IS NULL
AND    NOT EXISTS (SELECT 1
                   FROM   acceptance a
                   WHERE  a.subject_kind = 'issue'
                   AND    a.subject_id = i.id
                   AND    a.ends_on > (SELECT now FROM context))
