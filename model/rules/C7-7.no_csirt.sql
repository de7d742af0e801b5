-- id: C7-7.no_csirt
-- check: C7-7
-- rows: C7-7, S8-R2, S8-T2
-- class: must/must/should
-- severity: medium
-- ja: CSIRTの連絡先が、どの担当にも登録されていない
-- en: no duty gives a contact of the CSIRT
SELECT 'system' AS subject_kind, :system AS subject_id, '' AS key
FROM   in_operation o
WHERE  NOT EXISTS (SELECT 1
                   FROM   duty d
                   JOIN   party_line l
                          ON l.party = d.party
                   JOIN   party_functions f
                          ON f.id = l.above
                   WHERE  f.value = 'csirt')
