-- id: N1.no_detect
-- check: C3-9
-- rows: N1, C3-9, S4-K3
-- class: must
-- severity: high
-- waits: threats
-- ja: シナリオ「{scenario|scenario}」は設計のゲートの後に加わったが、それを見つけるためのログが加わっていない
-- en: the scenario "{scenario|scenario}" came after the design had passed, and no log was added that would reveal it
SELECT 'scenario' AS subject_kind, s.id AS subject_id, '' AS key, s.id AS scenario
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
AND    s.created_at > (SELECT max(g.put_at)
                       FROM   gate_event g
                       WHERE  g.phase = 4
                       AND    g.move IN ('pass', 'conditional', 'force'))
AND    s.created_at + mv('grace.n3') <= :now
