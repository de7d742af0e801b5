-- view: task_cell
-- note: The demarcation cells that speak of a needed task, with how near they are: the component itself,
--   what it runs on, the cloud service of these, a contract that names one of these, the whole system; a
--   contract that is over speaks last. A task of the whole system is spoken of by cells without scope.
WITH reach AS (
    SELECT n.task, n.subject, n.component, 'component' AS kind, h.host AS id, h.depth AS level
    FROM   task_needed n
    JOIN   host_line h
           ON h.component = n.component
    UNION ALL
    SELECT n.task, n.subject, n.component, 'cloud_service', c.cloud_service, 100 + h.depth
    FROM   task_needed n
    JOIN   host_line h
           ON h.component = n.component
    JOIN   component c
           ON c.id = h.host
    UNION ALL
    SELECT n.task, n.subject, n.component, 'contract', c.id,
           CASE WHEN c.stage = 'ended'
                     OR c.ends_on <= (SELECT now FROM context) THEN 400
                ELSE 200 END + h.depth
    FROM   task_needed n
    JOIN   host_line h
           ON h.component = n.component
    JOIN   contract_components x
           ON x.value = h.host
    JOIN   contract c
           ON c.id = x.id
    UNION ALL
    SELECT n.task, n.subject, n.component, NULL, NULL, 300
    FROM   task_needed n
)
SELECT r.task, r.subject, r.component, d.id AS cell, d.holder, d.part,
       d.scope_kind, d.scope_id, min(r.level) AS level
FROM   reach r
JOIN   demarcation d
       ON d.task = r.task
       AND d.scope_kind IS r.kind
       AND d.scope_id IS r.id
GROUP  BY r.subject, d.id
