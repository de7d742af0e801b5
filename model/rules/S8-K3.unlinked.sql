-- id: S8-K3.unlinked
-- check: C7-9
-- rows: S8-K3, C7-9, N1
-- class: must/should/should
-- severity: high
-- ja: 完了したインシデント({incident})が、{what_ja}と結ばれていない
-- en: the closed incident {incident} is linked to no {what_en}
SELECT 'incident' AS subject_kind, i.id AS subject_id, w.what AS key, i.id AS incident,
       CASE w.what WHEN 'cause' THEN '原因となった対策や手順' ELSE 'リスクシナリオ' END AS what_ja,
       CASE w.what WHEN 'cause' THEN 'control or procedure that failed' ELSE 'risk scenario' END AS what_en
FROM   incident i
JOIN   (SELECT 'cause' AS what UNION ALL SELECT 'scenario') w
WHERE  i.closed_at IS NOT NULL
AND    i.severity IN ('critical', 'high', 'medium')
AND    (w.what <> 'cause' OR NOT EXISTS (SELECT 1
                                         FROM   incident_causes c
                                         WHERE  c.id = i.id))
AND    (w.what <> 'scenario' OR NOT EXISTS (SELECT 1
                                            FROM   incident_scenarios s
                                            WHERE  s.id = i.id))
