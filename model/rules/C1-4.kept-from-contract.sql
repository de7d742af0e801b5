-- id: C1-4.kept-from-contract
-- check: C1-4
-- rows: C1-4, S2-R1, S3-T1
-- class: must
-- severity: high
-- ja: 要件「{requirement|requirement}」は{party|party}が行うのに、調達仕様書に載せない設定になっている
-- en: The requirement "{requirement|requirement}" is for {party|party} to meet, but is marked as not to be specified
SELECT 'requirement' AS subject_kind, r.id AS subject_id, '' AS key, r.id AS requirement, p.id AS party
FROM   requirement r
JOIN   party p
       ON p.id = r.responsible
WHERE  p.type IN ('contractor', 'csp', 'supplier')
AND    r.specified = 0
AND    NOT EXISTS (SELECT 1
                   FROM   excepted_requirement e
                   WHERE  e.requirement = r.id)
