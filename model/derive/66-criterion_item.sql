-- view: criterion_item
-- note: The catalogue item that a criterion stands for, with its level and whether it is basic (ends in
--   B). Where the catalogue was not imported the number tells it: in ISMAP's chapters 5 and following
--   three numbers are an objective, four a detailed control, and the letters behind them its marks.
SELECT x.id AS criterion, x.contract, x.part, x.item_standard AS standard, x.item_item AS item,
       coalesce(g.level,
                CASE WHEN CAST(x.item_item AS INTEGER) < 5 THEN 'management'
                     WHEN length(x.item_item) - length(replace(x.item_item, '.', ''))
                          - (x.item_item GLOB '*.[A-Z]*') >= 3 THEN 'detail'
                     ELSE 'objective' END) AS level,
       coalesce(g.basic, x.item_item GLOB '*B') AS basic
FROM   criterion x
LEFT   JOIN catalog_item g
       ON g.standard = x.item_standard AND g.item = x.item_item
