-- id: C2-3.disclosure-missing
-- check: C2-3
-- rows: C2-3, S3-R2, S3-T4, A2, D5-R1
-- class: must
-- severity: medium
-- ja: {what_ja}
-- en: {what_en}
WITH bound AS (
    SELECT c.id, c.party, c.disclosure, coalesce(c.name, c.id) AS name,
           coalesce(c.name_en, c.name, c.id) AS name_en, e.collected_at AS told_at
    FROM   contract_live c
    LEFT   JOIN evidence e
           ON e.id = c.disclosure
    WHERE  c.type IN ('development', 'operation', 'maintenance')
    AND    c.party NOT IN (SELECT party FROM own_unit)
)
SELECT 'contract' AS subject_kind, id AS subject_id, 'none' AS key, 'must' AS class,
       '契約「' || name || '」の相手から、役員と従事者(所属・専門性・実績・国籍)の情報提供を受けていない' AS what_ja,
       'the party to "' || name_en || '" has not disclosed its officers and staff' AS what_en
FROM   bound
WHERE  disclosure IS NULL
UNION ALL
SELECT 'contract', id, 'old', 'should',
       '契約「' || name || '」の相手から受けた情報提供が古い(' || ((:now - told_at) / 86400000000) || '日前)',
       'what the party to "' || name_en || '" disclosed is ' || ((:now - told_at) / 86400000000) || ' days old'
FROM   bound
WHERE  told_at < :now - mv('fresh.disclosure')
UNION ALL
SELECT 'contract', b.id, 'moved', 'should',
       '契約「' || b.name || '」の実施場所か資本関係が、情報提供を受けた後に変わっている',
       'the place of work or the ownership of the party to "' || b.name_en || '" changed after the disclosure'
FROM   bound b
WHERE  EXISTS (SELECT 1
               FROM   loose_change m
               WHERE  ((m.kind = 'contract'
                        AND m.id = b.id
                        AND m.field = 'work_place')
                       OR (m.kind = 'party'
                           AND m.id = b.party
                           AND m.field = 'ownership'))
               AND    m.old_value IS NOT NULL
               AND    m.at > b.told_at)
UNION ALL
SELECT 'party', p.id, 'owner', 'must',
       coalesce(p.name, p.id) || 'の資本関係が記録されていない',
       'the ownership of ' || coalesce(p.name_en, p.name, p.id) || ' is not recorded'
FROM   party p
WHERE  p.id IN (SELECT party FROM bound)
AND    blank(p.ownership, 4)
