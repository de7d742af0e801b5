-- id: C1-1.hidden-copy
-- check: C1-1
-- rows: C1-1, S1-T1
-- class: should
-- severity: high
-- ja: 「{component|component}」は「{information|information}」を受け取るのに、その保管先として書かれていない
-- en: "{component|component}" receives "{information|information}", but is not recorded as a place where it is kept
SELECT DISTINCT 'information' AS subject_kind, n.value AS subject_id, c.id AS key,
       n.value AS information, c.id AS component
FROM   flow f
JOIN   flow_information n
       ON n.id = f.id
JOIN   component c
       ON c.id = f.to_id
WHERE  f.to_kind = 'component'
AND    c.env = 'production'
AND    c.type IN ('database', 'object_store', 'file_server', 'storage', 'media', 'search')
AND    NOT EXISTS (
           SELECT 1
           FROM   information_stored_in s
           WHERE  s.id = n.value
           AND    s.value = c.id)
AND    NOT EXISTS (
           SELECT 1
           FROM   information_stored_in s
           WHERE  f.both_ways = 1
           AND    f.from_kind = 'component'
           AND    s.id = n.value
           AND    s.value = f.from_id)
AND    NOT EXISTS (
           SELECT 1
           FROM   backup_plan b
           JOIN   backup_plan_information k
                  ON k.id = b.id
           WHERE  b.destination = c.id
           AND    k.value = n.value)
