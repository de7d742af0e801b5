-- id: X5-2.open
-- check: C3-4
-- rows: X5-2, C3-4, S4-K1
-- class: must
-- severity: high
-- ja: {place|@place_kind}に、権限のない人がデータに届く穴が残っている({why_ja})
-- en: {place|@place_kind} still lets people reach data that is not theirs ({why_en})
SELECT 'issue' AS subject_kind, o.id AS subject_id, '' AS key,
       coalesce(o.subject_kind, 'issue') AS place_kind, coalesce(o.subject_id, o.id) AS place,
       'CWE-' || o.cwe AS why_ja, 'CWE-' || o.cwe AS why_en
FROM   issue_open o
WHERE  o.severity <> 'info'
AND    mv_has('cwe.authz', o.cwe)
UNION ALL
SELECT 'interface', i.id, '', 'interface', i.id,
       '識別子を受けるパス' || min(p.path) || 'が認証なしで応答した',
       'the path ' || min(p.path) || ' takes ids and answered without login'
FROM   interface i
JOIN   path_seen p
       ON p.interface = i.id
WHERE  p.object_id = 1
AND    p.auth_required = 0
AND    i.authorisation <> 'public'
GROUP  BY i.id
