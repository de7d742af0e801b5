-- id: S4-R1.undesigned
-- check: C3-1
-- rows: S4-R1, C3-1, N1
-- class: must
-- severity: high
-- note: One row for the system while nothing is designed at all.
-- ja: {what_ja}
-- en: {what_en}
WITH asked AS (
    SELECT r.id, coalesce(r.name, r.id) AS name, coalesce(r.name_en, r.name, r.id) AS name_en
    FROM   requirement r
    WHERE  r.verification NOT IN ('document', 'drill')
    AND    NOT EXISTS (SELECT 1
                       FROM   control_requirements n
                       WHERE  n.value = r.id)
    AND    NOT EXISTS (SELECT 1
                       FROM   excepted_requirement e
                       WHERE  e.requirement = r.id)
    AND    NOT EXISTS (SELECT 1
                       FROM   party p
                       JOIN   demarcation d
                              ON d.holder = p.id
                       WHERE  p.id = r.responsible
                       AND    p.type = 'csp')
)
SELECT 'requirement' AS subject_kind, a.id AS subject_id, '' AS key,
       '要件「' || a.name || '」を実現する設計がない' AS what_ja,
       'no design realises the requirement "' || a.name_en || '"' AS what_en
FROM   asked a
WHERE  EXISTS (SELECT 1 FROM control)
UNION ALL
SELECT 'system', :system, '', '要件が' || count(*) || '件あるのに、対策が一つも設計されていない',
       'there are ' || count(*) || ' requirements, but no control is designed'
FROM   asked
WHERE  NOT EXISTS (SELECT 1 FROM control)
HAVING count(*) > 0
