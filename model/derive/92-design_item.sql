-- view: design_item
-- note: The items that the design has to answer: the leaves of each baseline, of editions that mark a basic
--   set only that.
SELECT i.standard, i.item, i.parent, i.title FROM design_baseline b
JOIN   catalog_item i
       ON i.standard = b.standard
WHERE  i.level IN ('detail', 'control')
AND    (i.basic = 1
        OR NOT EXISTS (SELECT 1 FROM catalog_item k WHERE k.standard = i.standard AND k.basic = 1))
