-- view: scenario_depth
-- note: How deep the requirements against a scenario go: by binding ones (layers, detect, respond), when
--   those that only earn points count too (wish_…), when the exceptions had not been made (full_…).
--   *_passes: two layers, something that detects, something that responds or recovers.
WITH told AS (
    SELECT d.scenario, d.layer, d.function,
           d.state <> 'excepted'
           AND d.priority = 'must' AS binding,
           d.state <> 'excepted' AS wished,
           d.priority = 'must' AS intended
    FROM   scenario_requirement d
),
counted AS (
    SELECT t.scenario, sum(t.binding) AS n,
           count(DISTINCT CASE WHEN t.binding THEN t.layer END) AS layers,
           max(t.binding
               AND t.function = 'detect') AS detect,
           max(t.binding
               AND t.function IN ('respond', 'recover')) AS respond,
           count(DISTINCT CASE WHEN t.wished THEN t.layer END) AS wish_layers,
           max(t.wished
               AND t.function = 'detect') AS wish_detect,
           max(t.wished
               AND t.function IN ('respond', 'recover')) AS wish_respond,
           count(DISTINCT CASE WHEN t.intended THEN t.layer END) AS full_layers,
           max(t.intended
               AND t.function = 'detect') AS full_detect,
           max(t.intended
               AND t.function IN ('respond', 'recover')) AS full_respond
    FROM   told t
    GROUP  BY t.scenario
)
SELECT c.scenario, c.n, c.layers, c.detect, c.respond,
       c.layers >= 2
       AND c.detect
       AND c.respond AS passes,
       c.wish_layers >= 2
       AND c.wish_detect
       AND c.wish_respond AS wish_passes,
       c.full_layers >= 2
       AND c.full_detect
       AND c.full_respond AS full_passes
FROM   counted c
JOIN   risk x
       ON x.scenario = c.scenario
WHERE  x.inherent <= mv('layers.from')
