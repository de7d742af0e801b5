-- id: C2-2.party-without-cell
-- check: C2-2
-- rows: C2-2, S3-T2, P2b
-- class: should
-- severity: medium
-- ja: {party|party}はこのシステムの仕事をしているのに、責任分界の表に一度も現れない
-- en: {party|party} works on this system but appears nowhere in the demarcation
WITH working AS (
    SELECT c.party
    FROM   contract_live c
    WHERE  c.type IN ('development', 'operation', 'maintenance', 'cloud')
    UNION
    SELECT s.party
    FROM   component c
    JOIN   cloud_service s
           ON s.id = c.cloud_service
    UNION
    SELECT z.operator
    FROM   component c
    JOIN   zone z
           ON z.id = c.zone
    JOIN   party p
           ON p.id = z.operator
    WHERE  p.type IN ('platform', 'csp')
)
SELECT 'party' AS subject_kind, w.party AS subject_id, '' AS key, w.party
FROM   working w
JOIN   party p
       ON p.id = w.party
WHERE  w.party NOT IN (SELECT party FROM own_unit)
AND    EXISTS (SELECT 1 FROM demarcation)
AND    NOT EXISTS (SELECT 1
                   FROM   demarcation d
                   JOIN   party_line l
                          ON l.party = d.holder
                          OR l.above = d.holder
                   WHERE  w.party IN (l.party, l.above))
AND    NOT EXISTS (SELECT 1
                   FROM   demarcation d
                   JOIN   acts_under a
                          ON a.party = d.holder
                   JOIN   acts_under b
                          ON b.contract = a.contract
                   JOIN   contract k
                          ON k.id = a.contract
                   WHERE  b.party = w.party
                   AND    k.type = 'cloud')
