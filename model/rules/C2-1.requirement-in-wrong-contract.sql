-- id: C2-1.requirement-in-wrong-contract
-- check: C2-1
-- rows: C2-1, S3-R1, S3-T1
-- class: should
-- severity: high
-- ja: 要件「{requirement|requirement}」は{party|party}が行うのに、別の相手との契約({contracts|contract})にしか書かれていない
-- en: The requirement "{requirement|requirement}" is for {party|party} to meet, but stands only in contracts with others ({contracts|contract})
SELECT 'requirement' AS subject_kind, r.id AS subject_id, '' AS key, r.id AS requirement, r.responsible AS party,
       group_concat(DISTINCT k.id) AS contracts
FROM   requirement r
JOIN   party p
       ON p.id = r.responsible
JOIN   requirement_in x
       ON x.requirement = r.id
JOIN   contract k
       ON k.id = x.contract
WHERE  k.stage = 'concluded'
AND    r.specified = 1
AND    p.type <> 'platform'
AND    r.responsible NOT IN (SELECT party FROM own_unit)
AND    NOT EXISTS (SELECT 1
                   FROM   requirement_in y
                   JOIN   contract_binds b
                          ON b.contract = y.contract
                   JOIN   contract c
                          ON c.id = y.contract
                   WHERE  y.requirement = r.id
                   AND    b.party = r.responsible
                   AND    c.stage <> 'ended')
GROUP  BY r.id
