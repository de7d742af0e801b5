-- id: C3-9.unlogged
-- check: C3-9
-- rows: C3-9, S4-K3, X6-1
-- class: must/must/should
-- severity: high
-- waits: threats
-- note: Scenarios from the value on that calls for a treatment; what may break down shows in logs of
--   availability. A scenario newer than the design of logs is told by N1.no_detect.
-- ja: シナリオ「{scenario|scenario}」を見つけるためのログがない
-- en: no log is taken that would reveal the scenario "{scenario|scenario}"
SELECT 'scenario' AS subject_kind, s.id AS subject_id, '' AS key, s.id AS scenario,
       CASE WHEN r.inherent > mv('risk.grave') THEN 'should' END AS class
FROM   scenario s
JOIN   risk r
       ON r.scenario = s.id
WHERE  r.inherent <= mv('treatment.from')
AND    NOT EXISTS (SELECT 1
                   FROM   log_source_scenarios x
                   WHERE  x.value = s.id)
AND    NOT (s.source IN ('failure', 'disaster')
            AND EXISTS (SELECT 1
                        FROM   log_source_events e
                        WHERE  e.value = 'availability'))
AND    s.created_at <= coalesce((SELECT max(g.put_at)
                                 FROM   gate_event g
                                 WHERE  g.phase = 4
                                 AND    g.move IN ('pass', 'conditional', 'force')), :now)
