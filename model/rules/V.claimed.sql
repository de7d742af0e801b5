-- id: V.claimed
-- check: column
-- rows: A2, P5b
-- class: need
-- severity: medium
-- ja: 決裁が{n}件、フォルダーの記載だけで、台帳では行われていない({names}{more_ja})
-- en: {n} decisions are only claimed in the folder and were never taken in the ledger ({names}{more_en})
WITH home(kind, check_id) AS (
    VALUES ('system', 'C1-3'), ('security_policy', 'C1-3'), ('standard', 'C1-3'), ('vulnerability_policy', 'C3-12'),
           ('contract', 'C2-3'), ('candidate', 'C2-3'), ('review_item', 'C2-3'), ('product', 'C2-4'),
           ('demarcation', 'C2-2'), ('image', 'C4-5'), ('procedure', 'C6-2'), ('change', 'C7-4')
),
claimed AS (
    SELECT h.check_id, a.kind, a.id
    FROM   approval a
    JOIN   home h
           ON h.kind = a.kind
    WHERE  a.state = 'claimed'
    UNION ALL
    SELECT CASE WHEN e.check_id IS NOT NULL THEN e.check_id
                WHEN e.finding GLOB 'C[1-7]-[0-9]*.*' THEN substr(e.finding, 1, instr(e.finding, '.') - 1)
                WHEN e.finding IS NOT NULL THEN 'C1-3'
                ELSE 'C1-4' END, a.kind, a.id
    FROM   approval a
    JOIN   exception e
           ON e.id = a.id
    WHERE  a.kind = 'exception'
    AND    a.state = 'claimed'
)
SELECT 'system' AS subject_kind, :system AS subject_id, c.check_id AS key, c.check_id, count(*) AS n,
       group_concat(CASE WHEN c.nth <= 3 THEN coalesce(o.name, c.id) END, '、') AS names,
       CASE WHEN count(*) > 3 THEN 'ほか' ELSE '' END AS more_ja, CASE WHEN count(*) > 3 THEN ' and others' ELSE '' END AS more_en
FROM  (SELECT check_id, kind, id, row_number() OVER (PARTITION BY check_id ORDER BY kind, id) AS nth FROM claimed) c
LEFT   JOIN object o
       ON o.kind = c.kind
       AND o.id = c.id
GROUP  BY c.check_id
