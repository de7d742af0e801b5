-- id: X3-1.weak
-- check: C3-8
-- rows: X3-1, C3-8
-- class: must
-- severity: high
-- ja: 流れ「{flow|flow}」の{what_ja}({seen})が、推奨される暗号の基準に合わない
-- en: {what_en} of the flow "{flow|flow}" ({seen}) does not meet the recommended ciphers
SELECT 'flow' AS subject_kind, f.id AS subject_id, 'version' AS key, 'must' AS class, f.id AS flow, f.version AS seen,
       'プロトコルの版' AS what_ja, 'the protocol version' AS what_en
FROM   flow f
WHERE  f.encryption IN ('tls', 'mtls')
AND    (f.version LIKE '%1.0%' OR f.version LIKE '%1.1%' OR f.version LIKE '%SSL%')
UNION ALL
SELECT 'flow', f.id, 'cipher', CASE WHEN mv_has('cipher.watch', f.cipher) THEN 'should' ELSE 'must' END, f.id, f.cipher,
       '暗号方式', 'the cipher'
FROM   flow f
WHERE  f.cipher IS NOT NULL
AND    NOT mv_has('cipher.ok', f.cipher)
