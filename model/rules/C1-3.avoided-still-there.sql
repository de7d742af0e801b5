-- id: C1-3.avoided-still-there
-- check: C1-3
-- rows: C1-3, S1-R3, A3
-- class: must
-- severity: high
-- note: An actor stays even when a way in is closed; it counts while a flow of it carries information of the
--   scenario.
-- ja: シナリオ「{scenario|scenario}」は回避するとされ期限も過ぎたが、入口の「{entry|@entry_kind}」がまだ残っている
-- en: "{scenario|scenario}" was to be avoided by now, but its way in, "{entry|@entry_kind}", is still there
SELECT 'treatment' AS subject_kind, t.id AS subject_id, '' AS key, t.scenario,
       s.entry_kind, s.entry_id AS entry
FROM   treatment t
JOIN   scenario s
       ON s.id = t.scenario
JOIN   object o
       ON o.kind = s.entry_kind
       AND o.id = s.entry_id
WHERE  t.choice = 'avoid'
AND    t.due <= :now
AND    o.retired_at IS NULL
AND    (s.entry_kind <> 'actor'
        OR EXISTS (
               SELECT 1
               FROM   flow_end e
               JOIN   flow_information n
                      ON n.id = e.flow
               JOIN   scenario_information i
                      ON i.value = n.value
               WHERE  e.kind = 'actor'
               AND    e.id = s.entry_id
               AND    i.id = s.id))
