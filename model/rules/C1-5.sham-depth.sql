-- id: C1-5.sham-depth
-- check: C1-5
-- rows: C1-5, S2-K1
-- class: should
-- severity: medium
-- waits: threats
-- ja: リスク「{scenario|scenario}」への要件は多層に見えるが、{gap}
-- en: The requirements against the risk "{scenario|scenario}" look layered, but {gap_en}
WITH entered AS (
    SELECT s.id AS scenario,
           CASE s.entry_kind
                WHEN 'interface' THEN (SELECT xo(i.exposure) FROM interface i WHERE i.id = s.entry_id)
                WHEN 'component' THEN (SELECT max(coalesce(xo(x.exposure), xo(z.exposure)))
                                       FROM   component c
                                       JOIN   zone z
                                              ON z.id = c.zone
                                       LEFT   JOIN exposure_of x
                                              ON x.component = c.id
                                       WHERE  c.id = s.entry_id)
                WHEN 'actor' THEN (SELECT xo(z.exposure)
                                   FROM   actor a
                                   JOIN   zone z
                                          ON z.id = a.zone
                                   WHERE  a.id = s.entry_id)
                WHEN 'link' THEN (SELECT xo(z.exposure)
                                  FROM   link l
                                  JOIN   zone z
                                         ON z.id = l.zone
                                  WHERE  l.id = s.entry_id)
           END AS exposure
    FROM   scenario s
),
alike AS (
    SELECT r.scenario, r.requirement, r.layer, coalesce(r.library, norm(r.text)) AS what
    FROM   scenario_requirement r
    WHERE  r.priority = 'must'
    AND    r.state <> 'excepted'
)
SELECT 'scenario' AS subject_kind, d.scenario AS subject_id, 'paper' AS key, NULL AS class, d.scenario,
       '二つ目の層は人の運用か物理の対策だけである' AS gap,
       'the second layer is only what people do or how rooms are locked' AS gap_en
FROM   scenario_depth d
JOIN   entered e
       ON e.scenario = d.scenario
JOIN   alike a
       ON a.scenario = d.scenario
WHERE  d.passes
AND    e.exposure >= xo('partner')
GROUP  BY d.scenario
HAVING count(DISTINCT CASE WHEN a.layer NOT IN ('operation', 'physical') THEN a.layer END) <= 1
UNION ALL
SELECT 'scenario', d.scenario, 'copied', NULL, d.scenario, '同じ要件を層の数だけ写したものである',
       'are one and the same requirement written once for each layer'
FROM   scenario_depth d
JOIN   alike a
       ON a.scenario = d.scenario
WHERE  d.passes
GROUP  BY d.scenario
HAVING count(DISTINCT a.what) = 1
AND    NOT EXISTS (SELECT 1
                   FROM   alike y
                   JOIN   requirement_items q
                          ON q.id = y.requirement
                   JOIN   alike z
                          ON z.scenario = y.scenario
                   WHERE  y.scenario = d.scenario
                   AND    NOT EXISTS (SELECT 1
                                      FROM   requirement_items p
                                      WHERE  p.id = z.requirement
                                      AND    p.value_standard = q.value_standard
                                      AND    p.value_item = q.value_item))
UNION ALL
SELECT 'scenario', d.scenario, 'wish', CASE (SELECT rank FROM context) WHEN 'high' THEN 'must' END, d.scenario,
       '欠けた層か検知・対応・復旧は、加点の要件にしかない',
       'the missing layer, detection or recovery is only asked for extra points'
FROM   scenario_depth d
WHERE  d.n > 0
AND    NOT d.passes
AND    d.wish_passes
