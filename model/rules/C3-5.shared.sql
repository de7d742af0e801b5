-- id: C3-5.shared
-- check: C3-5
-- rows: C3-5, S4-R2
-- class: must/should/advice
-- severity: high
-- waits: graph
-- note: One product or one administering role behind all layers; else a way on which several controls count as
--   one, without it being known why. Instances of a product that a demarcation gives to separate operators
--   stand for themselves.
-- ja: 「{information|information}」への守りは何層もあるように見えるが、{shared_ja}一層と同じになる
-- en: the defence of "{information|information}" looks layered, but {shared_en} and counts as one layer
WITH grave AS (
    SELECT DISTINCT i.value AS information
    FROM   hot h
    JOIN   scenario_information i
           ON i.id = h.scenario
    WHERE  h.scenario NOT IN (SELECT a.scenario FROM acceptance_now a)
),
common AS (
    SELECT x.off_kind, x.off_id, x.information, x.entry_kind, x.entry_id
    FROM   cut x
    JOIN   grave g
           ON g.information = x.information
    WHERE  x.off_kind IN ('product', 'account_role')
    AND    x.depth_without = 0
    AND    x.paths_opened > 0
    AND    NOT EXISTS (SELECT 1
                       FROM   component c
                       JOIN   demarcation d
                              ON d.scope_kind = 'component'
                              AND d.scope_id = c.id
                       WHERE  x.off_kind = 'product'
                       AND    c.product = x.off_id
                       AND    d.part = 'main'
                       GROUP  BY d.task
                       HAVING count(DISTINCT d.holder) > 1)
)
SELECT 'information' AS subject_kind, c.information AS subject_id, c.off_kind || '/' || c.off_id AS key, c.information,
       CASE c.off_kind WHEN 'product' THEN '一つの製品(' || coalesce((SELECT p.name FROM product p WHERE p.id = c.off_id), c.off_id) || ')が破られると'
                       ELSE '一つの権限(' || coalesce((SELECT r.name FROM account_role r WHERE r.id = c.off_id), c.off_id) || ')で全部を止められ、' END AS shared_ja,
       CASE c.off_kind WHEN 'product' THEN 'rests on one product (' || coalesce((SELECT coalesce(p.name_en, p.name) FROM product p WHERE p.id = c.off_id), c.off_id) || ')'
                       ELSE 'one role (' || coalesce((SELECT coalesce(r.name_en, r.name) FROM account_role r WHERE r.id = c.off_id), c.off_id) || ') can stop all of it,' END AS shared_en
FROM   common c
GROUP  BY c.information, c.off_kind, c.off_id
UNION ALL
SELECT 'information', d.information, 'entry/' || d.entry_kind || '/' || d.entry_id, d.information,
       count(*) || '個の対策が土台や管理者を共有していて', count(*) || ' controls share what they stand on'
FROM   depth d
JOIN   grave g
       ON g.information = d.information
JOIN   path_control p
       ON p.path = d.path
WHERE  d.controls <= 1
AND    NOT EXISTS (SELECT 1
                   FROM   common c
                   WHERE  c.information = d.information
                   AND    c.entry_kind = d.entry_kind
                   AND    c.entry_id = d.entry_id)
GROUP  BY d.information, d.entry_kind, d.entry_id
HAVING count(*) >= 2
