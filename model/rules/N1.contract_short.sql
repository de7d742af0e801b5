-- id: N1.contract_short
-- check: C2-1
-- rows: N1, C2-1
-- class: should
-- severity: high
-- ja: 契約「{contract|contract}」は{ends|date}に終わり、その後を引き継ぐ契約の予定がない
-- en: the contract "{contract|contract}" ends on {ends|date}, and nothing is planned to follow it
SELECT 'contract' AS subject_kind, c.id AS subject_id, '' AS key, c.id AS contract, c.ends_on - 1 AS ends
FROM   contract c
JOIN   system s
       ON c.ends_on < s.ends_on
WHERE  c.stage = 'concluded'
AND    c.type IN ('operation', 'maintenance', 'cloud', 'license')
AND    c.ends_on > :now
AND    (c.ends_on <= :now + mv('contract.ahead') OR c.renewal <= :now)
AND    NOT EXISTS (SELECT 1
                   FROM   contract f
                   WHERE  f.stage IN ('planned', 'tender', 'concluded')
                   AND    f.type = c.type
                   AND    (f.starts_on IS NULL OR f.starts_on <= c.ends_on)
                   AND    (f.ends_on IS NULL OR f.ends_on > c.ends_on)
                   AND    (f.party = c.party
                           OR EXISTS (SELECT 1
                                      FROM   contract_components x
                                      JOIN   contract_components y
                                             ON y.value = x.value
                                      WHERE  x.id = c.id
                                      AND    y.id = f.id)))
