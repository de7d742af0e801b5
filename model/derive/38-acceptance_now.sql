-- view: acceptance_now
-- note: Acceptances of scenarios that have not ended.
SELECT a.id, a.subject_id AS scenario, a.residual, a.put_at, a.put_role, a.ends_on FROM acceptance a
WHERE  a.subject_kind = 'scenario'
AND    a.ends_on > (SELECT now FROM context)
