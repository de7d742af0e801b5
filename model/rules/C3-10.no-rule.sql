-- id: C3-10.no-rule
-- check: C3-10
-- rows: C3-10, S4-K3
-- class: must/must/should
-- severity: high
-- waits: detection
-- note: A rule that was never tried will do until operation; what is grave in operation C7-6.rule_dead tells.
-- ja: シナリオ「{scenario|scenario}」に効く検知ルールがない({why_ja})
-- en: no detection rule works for the scenario "{scenario|scenario}" ({why_en})
SELECT 'scenario' AS subject_kind, h.scenario AS subject_id, '' AS key, h.scenario,
       CASE WHEN max(k.state = 'field_missing') THEN '要る項目がログに記録されていない'
            WHEN max(k.state = 'silent') THEN 'ルールはあるが、ログが届いていない'
            WHEN max(k.state = 'untested') THEN 'ルールはあるが、働くことを確かめていない'
            ELSE 'ルールがない' END AS why_ja,
       CASE WHEN max(k.state = 'field_missing') THEN 'the log lacks the fields that it needs'
            WHEN max(k.state = 'silent') THEN 'there is one, but its log does not come in'
            WHEN max(k.state = 'untested') THEN 'there is one, but nobody saw it work'
            ELSE 'there is none' END AS why_en
FROM   hot h
LEFT   JOIN rule_coverage k
       ON k.scenario = h.scenario
WHERE  NOT (h.current <= mv('risk.grave')
            AND EXISTS (SELECT 1 FROM in_operation))
GROUP  BY h.scenario
HAVING coalesce(max(k.state = 'live' OR (k.state = 'untested' AND NOT EXISTS (SELECT 1 FROM in_operation))), 0) = 0
