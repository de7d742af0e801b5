-- id: X3-1.unknown
-- check: C3-8
-- rows: X3-1, C3-8
-- class: need
-- severity: medium
-- ja: 流れ「{flow|flow}」は保護すべき情報を運ぶが、{what_ja}が書かれていない
-- en: the flow "{flow|flow}" carries protected information, but {what_en}
SELECT 'flow' AS subject_kind, p.id AS subject_id, '' AS key, p.id AS flow,
       CASE WHEN p.encryption = 'unknown' THEN '暗号化しているか' ELSE 'TLSの版' END AS what_ja,
       CASE WHEN p.encryption = 'unknown' THEN 'nobody says whether it is encrypted' ELSE 'its version of TLS is not given' END AS what_en
FROM   protected_flow p
WHERE  p.encryption = 'unknown'
OR     (p.encryption IN ('tls', 'mtls') AND p.version IS NULL)
