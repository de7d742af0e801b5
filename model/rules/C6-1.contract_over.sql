-- id: C6-1.contract_over
-- check: C6-1
-- rows: C6-1, S7-R1
-- class: must
-- severity: high
-- ja: {party|party}は「{names}」を担うが、有効な契約がない
-- en: {party|party} holds {names}, but has no contract in force
SELECT 'party' AS subject_kind, d.party AS subject_id, '' AS key, d.party,
       group_concat(coalesce(d.name, d.id), '、') AS names
FROM   duty d
JOIN   party p
       ON p.id = d.party
WHERE  p.type IN ('contractor', 'csp')
AND    NOT EXISTS (SELECT 1
                   FROM   contract c
                   JOIN   party_line l
                          ON l.party = d.party
                   WHERE  c.party = l.above
                   AND    c.stage = 'concluded'
                   AND    c.type IN ('operation', 'maintenance', 'cloud', 'development')
                   AND    (c.ends_on IS NULL OR c.ends_on > :now))
GROUP  BY d.party
