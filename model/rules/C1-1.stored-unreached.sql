-- id: C1-1.stored-unreached
-- check: C1-1
-- rows: C1-1, S1-T1
-- class: should
-- severity: medium
-- ja: 「{information|information}」の保管先とされる「{component|component}」に、この情報を運ぶ流れがない
-- en: "{information|information}" is said to lie in "{component|component}", but no flow brings it there or takes it away
WITH reached AS (
    SELECT DISTINCT n.value AS information, near.component
    FROM   flow_information n
    JOIN   flow_end e
           ON e.flow = n.id
           AND e.kind = 'component'
    JOIN   host_line up
           ON up.component = e.id
    JOIN   host_line near
           ON near.host = up.host
)
SELECT 'information' AS subject_kind, s.id AS subject_id, s.value AS key,
       s.id AS information, s.value AS component
FROM   information_stored_in s
JOIN   information i
       ON i.id = s.id
JOIN   component c
       ON c.id = s.value
WHERE  c.env = 'production'
AND    i.form NOT IN ('key', 'program')
AND    EXISTS (SELECT 1 FROM flow)
AND    NOT EXISTS (
           SELECT 1
           FROM   reached r
           WHERE  r.information = s.id
           AND    r.component = s.value)
AND    NOT EXISTS (
           SELECT 1
           FROM   backup_plan b
           JOIN   backup_plan_information n
                  ON n.id = b.id
           WHERE  b.destination = s.value
           AND    n.value = s.id)
