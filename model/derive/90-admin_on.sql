-- view: admin_on
-- note: Roles that can administer or erase a component, by rights on it or on what it runs on.
SELECT DISTINCT r.id AS role, l.component FROM account_role_rights r
JOIN   host_line l
       ON l.host = r.component
WHERE  r.access IN ('admin', 'delete')
