-- id: C1-3.target-not-reached
-- check: C1-3
-- rows: C1-3, S1-R3
-- class: must
-- severity: high
-- waits: threats
-- ja: シナリオ「{scenario|scenario}」の低減の目標は値{target}だが、{why}
-- en: the target for "{scenario|scenario}" is {target}, but {why_en}
SELECT 'treatment' AS subject_kind, t.id AS subject_id, '' AS key, t.scenario, t.target,
       CASE WHEN t.target <= r.inherent
            THEN '何もしない場合の値' || r.inherent || 'より良くなっていない'
            ELSE '予定の対策では値' || r.target || 'までしか下がらない' END AS why,
       CASE WHEN t.target <= r.inherent
            THEN 'that is no better than ' || r.inherent || ', the value without any measure'
            ELSE 'the planned controls bring it to ' || r.target || ' only' END AS why_en
FROM   treatment t
JOIN   risk r
       ON r.scenario = t.scenario
WHERE  t.choice = 'reduce'
AND    r.inherent <= mv('treatment.from')
AND    (r.target < t.target
        OR t.target <= r.inherent)
