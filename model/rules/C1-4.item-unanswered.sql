-- id: C1-4.item-unanswered
-- check: C1-4
-- rows: C1-4, S2-T1
-- class: must/should/should
-- severity: medium
-- waits: evidence
-- ja: 基準「{standard|standard}」の{gap}
-- en: Of the baseline "{standard|standard}" {gap_en}
WITH open AS (
    SELECT DISTINCT i.standard, coalesce(i.parent, '') AS parent, i.item
    FROM   baseline_item i
    WHERE  NOT EXISTS (SELECT 1
                       FROM   item_answer a
                       WHERE  a.standard = i.standard
                       AND    a.item = i.item)
    AND    NOT EXISTS (SELECT 1
                       FROM   excepted_item e
                       WHERE  e.standard = i.standard
                       AND    e.item = i.item)
),
listed AS (
    SELECT o.standard, o.parent, o.item,
           row_number() OVER (PARTITION BY o.standard, o.parent ORDER BY o.item) AS nth
    FROM   open o
)
SELECT 'standard' AS subject_kind, l.standard AS subject_id, l.parent AS key, NULL AS class, l.standard,
       CASE WHEN l.parent = '' THEN '' ELSE l.parent || ' にある' END || count(*)
       || '項目に、要件も承認された適用除外もない: '
       || group_concat(CASE WHEN l.nth <= 20 THEN l.item END, '、') AS gap,
       'items without an answer' || CASE WHEN l.parent = '' THEN '' ELSE ' in ' || l.parent END || ': ' || count(*)
       || ', with neither a requirement nor an approved exclusion: '
       || group_concat(CASE WHEN l.nth <= 20 THEN l.item END, ', ') AS gap_en
FROM   listed l
GROUP  BY l.standard, l.parent
UNION ALL
SELECT 'standard', b.standard, 'catalogue', 'need', b.standard,
       '項目の一覧がまだ取り込まれていないため、要件の漏れを確かめられない',
       'the list of items is not in the ledger, so nobody can tell whether a requirement is missing'
FROM   baseline b
WHERE  b.type = 'baseline'
AND    EXISTS (SELECT 1 FROM catalog_item)
AND    NOT EXISTS (SELECT 1
                   FROM   catalog_item k
                   WHERE  k.standard = b.standard)
