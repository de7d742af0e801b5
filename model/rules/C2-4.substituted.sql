-- id: C2-4.substituted
-- check: C2-4
-- rows: C2-4, S3-R3, S3-T5
-- class: should
-- severity: high
-- ja: 「{component|component}」の製品({product|product})は、選定時の提案({offered})と違う
-- en: the product of "{component|component}" ({product|product}) is not the one that was offered and selected ({offered})
-- note: Asked of the components that the contract names, or of all of the party's where it names none. An
--   approved change of the component explains the difference.
WITH offer AS (
    SELECT k.party, k.contract, o.value AS product, p.type, coalesce(p.name, p.id) AS name
    FROM   selected k
    JOIN   candidate_products o
           ON o.id = k.id
    JOIN   product p
           ON p.id = o.value
)
SELECT 'component' AS subject_kind, c.id AS subject_id, '' AS key, c.id AS component, c.product,
       group_concat(DISTINCT o.name) AS offered
FROM   component c
JOIN   product q
       ON q.id = c.product
JOIN   offer o
       ON o.party = c.contractor
       AND o.type = q.type
WHERE  (c.id IN (SELECT m.value
                 FROM   contract_components m
                 WHERE  m.id = o.contract)
        OR NOT EXISTS (SELECT 1
                       FROM   contract_components m
                       WHERE  m.id = o.contract))
AND    c.product NOT IN (SELECT product FROM offer WHERE party = c.contractor)
AND    NOT EXISTS (SELECT 1
                   FROM   change_subjects t
                   JOIN   ok a
                          ON a.kind = 'change'
                          AND a.id = t.id
                   WHERE  t.value_kind = 'component'
                   AND    t.value_id = c.id)
GROUP  BY c.id
