-- id: C3-1.no-baseline
-- check: C3-1
-- rows: C3-1, S4-R1
-- class: need
-- severity: high
-- note: A guideline guides without a list of items.
-- ja: {what_ja}
-- en: {what_en}
SELECT 'system' AS subject_kind, :system AS subject_id, '' AS key,
       '設計を照らすベースラインが、対応方針に定められていない' AS what_ja,
       'the policy names no baseline against which the design is held' AS what_en
WHERE  NOT EXISTS (SELECT 1
                   FROM   design_baseline b
                   WHERE  b.type <> 'guideline'
                   OR     EXISTS (SELECT 1
                                  FROM   catalog_item k
                                  WHERE  k.standard = b.standard))
UNION ALL
SELECT 'standard', b.standard, '',
       '基準「' || coalesce(s.name, s.id) || '」の項目の一覧がまだ取り込まれていないため、設計を照らせない',
       'the list of items of "' || coalesce(s.name_en, s.name, s.id) || '" is not in the ledger, so the design cannot be held against it'
FROM   design_baseline b
JOIN   standard s
       ON s.id = b.standard
WHERE  b.type <> 'guideline'
AND    NOT EXISTS (SELECT 1
                   FROM   catalog_item k
                   WHERE  k.standard = b.standard)
