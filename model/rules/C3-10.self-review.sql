-- id: C3-10.self-review
-- check: C3-10
-- rows: C3-10, S4-K2
-- class: should/should/advice
-- severity: medium
-- note: A deputy in office without privileges there makes up for it. One row for each duty.
-- ja: ログを点検する担当「{duty|duty}」の人は、点検される側の特権も持っている({n}件のログ、例: {source|log_source})
-- en: whoever holds the duty "{duty|duty}" reviews logs of components on which they hold privileges ({n} logs, such as {source|log_source})
WITH privileged AS (
    SELECT l.id AS log_source, a.person
    FROM   log_source l
    JOIN   host_line h
           ON h.component = l.component
    JOIN   account a
           ON a.component = h.host
    JOIN   account_role r
           ON r.id = a.role
    WHERE  r.privileged = 1
)
SELECT 'duty' AS subject_kind, d.id AS subject_id, '' AS key, d.id AS duty, count(DISTINCT l.id) AS n, min(l.id) AS source
FROM   log_source l
JOIN   duty d
       ON d.id = l.reviewer
JOIN   privileged p
       ON p.log_source = l.id
       AND p.person = d.person
WHERE  d.deputy IS NULL
OR     d.deputy IN (SELECT g.id FROM gone g)
OR     d.deputy IN (SELECT q.person FROM privileged q WHERE q.log_source = l.id)
GROUP  BY d.id
