-- id: C6-1.party
-- check: C6-1
-- rows: C6-1, S7-R1
-- class: should
-- severity: medium
-- ja: 「{duty|duty}」は{party|party}の分担だが、担当者の所属は{own|party}になっている
-- en: "{duty|duty}" is the duty of {party|party}, but its holder belongs to {own|party}
SELECT 'duty' AS subject_kind, d.id AS subject_id, '' AS key, d.id AS duty, d.party, p.party AS own
FROM   duty d
JOIN   person p
       ON p.id = d.person
WHERE  NOT EXISTS (SELECT 1
                   FROM   party_line l
                   WHERE  l.party = p.party
                   AND    l.above = d.party)
AND    EXISTS (SELECT 1
               FROM   party k
               WHERE  k.id = p.party)
