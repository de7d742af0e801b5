-- id: C1-4.responsible-outside
-- check: C1-4
-- rows: C1-4, S2-R1, P2b
-- class: must
-- severity: high
-- ja: 要件{n}件の実施主体「{party|party}」は、このシステムの契約にも分担にも現れない: {requirements|requirement}
-- en: {party|party} has no contract or part in this system, but requirements are left to it ({n}): {requirements|requirement}
WITH related AS (
    SELECT o.party
    FROM   own_unit o
    UNION
    SELECT c.party
    FROM   contract c
    WHERE  c.stage IN ('planned', 'tender', 'concluded')
    UNION
    SELECT s.party
    FROM   component c
    JOIN   cloud_service s
           ON s.id = c.cloud_service
    UNION
    SELECT z.operator
    FROM   zone z
    UNION
    SELECT l.party
    FROM   link l
    UNION
    SELECT p.id
    FROM   party p
    WHERE  p.type = 'platform'
)
SELECT 'party' AS subject_kind, r.responsible AS subject_id, '' AS key, r.responsible AS party, count(*) AS n,
       group_concat(r.id) AS requirements
FROM   requirement r
JOIN   party p
       ON p.id = r.responsible
WHERE  EXISTS (SELECT 1
               FROM   contract c
               WHERE  c.stage IN ('concluded', 'ended'))
AND    NOT EXISTS (SELECT 1
                   FROM   party_line l
                   JOIN   related x
                          ON x.party = l.above
                   WHERE  l.party = r.responsible)
AND    NOT EXISTS (SELECT 1
                   FROM   excepted_requirement e
                   WHERE  e.requirement = r.id)
GROUP  BY r.responsible
