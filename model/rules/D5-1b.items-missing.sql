-- id: D5-1b.items-missing
-- check: C2-1
-- rows: D5-1b, C2-1
-- class: must
-- severity: high
-- ja: {what_ja}
-- en: {what_en}
-- note: Held against the edition that the contract's criteria cite most, else the newest in force. Items
--   with an exclusion, also one without approval, are D5-1b.exclusion-unfounded's; excluding an item
--   excludes what stands below it. Without any line of part b it is one finding, and
--   one for all contracts that the catalogue is not there.
WITH newest AS (
    SELECT s.id FROM standard s
    WHERE  s.type = 'ismap'
    AND    s.effective_from <= :now
    AND    (s.effective_ends_on IS NULL
            OR s.effective_ends_on > :now)
    ORDER  BY s.effective_from DESC, s.id
    LIMIT  1
),
asked AS (
    SELECT c.id AS contract, coalesce(c.name, c.id) AS name, coalesce(c.name_en, c.name, c.id) AS name_en, c.stage,
           (SELECT count(*) FROM criterion x WHERE x.contract = c.id AND x.part = 'cloud_b') AS lines,
           coalesce((SELECT x.item_standard
                     FROM   criterion x
                     WHERE  x.contract = c.id
                     AND    x.part = 'cloud_b'
                     AND    x.item_standard IS NOT NULL
                     GROUP  BY x.item_standard
                     ORDER  BY count(*) DESC, x.item_standard
                     LIMIT  1), (SELECT id FROM newest)) AS standard
    FROM   contract c
    WHERE  c.id IN (SELECT contract FROM cloud_contract)
),
open AS (
    SELECT a.contract, a.name, a.name_en, a.stage,
           CASE WHEN a.lines = 0 THEN 'all' ELSE coalesce(g.parent, g.item) END AS part, count(*) AS n
    FROM   asked a
    JOIN   catalog_item g
           ON g.standard = a.standard
    WHERE  (g.level IN ('governance', 'management', 'objective')
            OR g.basic = 1)
    AND    NOT EXISTS (SELECT 1
                       FROM   criterion x
                       WHERE  x.contract = a.contract
                       AND    x.part = 'cloud_b'
                       AND    x.item_standard = g.standard
                       AND    x.item_item = g.item)
    AND    NOT EXISTS (SELECT 1
                       FROM   exception e
                       WHERE  e.type = 'exclude'
                       AND    e.item_standard = g.standard
                       AND    e.item_item IN (g.item, g.parent))
    GROUP  BY a.contract, part
)
SELECT 'contract' AS subject_kind, contract AS subject_id, part AS key,
       CASE stage WHEN 'planned' THEN 'need' ELSE 'must' END AS class,
       'クラウドの契約「' || name || '」の要件bで、ISMAPの基準' || CASE part WHEN 'all' THEN '' ELSE part || 'の' END
       || n || '項目が要求も除外もされていない' AS what_ja,
       n || ' ISMAP items' || CASE part WHEN 'all' THEN '' ELSE ' of ' || part END
       || ' are neither demanded nor excluded in part b of "' || name_en || '"' AS what_en
FROM   open
UNION ALL
SELECT 'system', :system, 'catalogue', 'need',
       'ISMAPの基準が取り込まれていないため、クラウドの契約(' || group_concat(a.name, '、') || ')の要件bに漏れがないかを確かめられない',
       'the ISMAP criteria were not imported, so that nobody can tell whether part b is complete (' || group_concat(a.name_en, ', ') || ')'
FROM   asked a
WHERE  NOT EXISTS (SELECT 1
                   FROM   catalog_item g
                   WHERE  g.standard = a.standard)
GROUP  BY 1
