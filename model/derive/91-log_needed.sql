-- view: log_needed
-- note: Which kinds of event have to be logged of each production component: those the method asks of its
--   type, and privileged operations wherever somebody holds a privileged account (held = 1).
WITH event(code) AS (
    VALUES ('auth'), ('privileged'), ('network'), ('application'), ('config'), ('data'), ('malware'), ('availability')
),
held AS (
    SELECT DISTINCT a.component FROM account a
    JOIN   account_role r
           ON r.id = a.role
    WHERE  r.privileged = 1
)
SELECT c.id AS component, e.code AS event, e.code = 'privileged' AND c.id IN (SELECT component FROM held) AS held
FROM   component c
JOIN   event e
WHERE  c.env = 'production'
AND    (mv_has('log.events.' || c.type, e.code)
        OR (e.code = 'privileged' AND c.id IN (SELECT component FROM held)))
