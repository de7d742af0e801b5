-- id: X3-1.weak
-- check: C3-8
-- rows: X3-1, C3-8
-- class: must
-- severity: high
-- note: As declared for a flow; as seen at an interface: version, cipher, certificate, and a version that the
--   flows into it do not declare.
-- ja: 「{place|@place_kind}」の{what_ja}({seen})が、{norm_ja}
-- en: {what_en} of "{place|@place_kind}" ({seen}) {norm_en}
SELECT 'flow' AS subject_kind, f.id AS subject_id, 'version' AS key, 'must' AS class, 'flow' AS place_kind, f.id AS place,
       f.version AS seen, 'プロトコルの版' AS what_ja, 'the protocol version' AS what_en,
       '推奨される暗号の基準に合わない' AS norm_ja, 'does not meet the recommended ciphers' AS norm_en
FROM   flow f
WHERE  f.encryption IN ('tls', 'mtls')
AND    (f.version LIKE '%1.0%' OR f.version LIKE '%1.1%' OR f.version LIKE '%SSL%')
UNION ALL
SELECT 'flow', f.id, 'cipher', CASE WHEN mv_has('cipher.watch', f.cipher) THEN 'should' ELSE 'must' END, 'flow', f.id, f.cipher,
       '暗号方式', 'the cipher', '推奨される暗号の基準に合わない', 'does not meet the recommended ciphers'
FROM   flow f
WHERE  f.cipher IS NOT NULL
AND    NOT mv_has('cipher.ok', f.cipher)
UNION ALL
SELECT 'component', c.id, 'version-' || min(o.id), 'must', 'component', c.id, o.tls_version || '、ポート' || o.port,
       '観測されたプロトコルの版', 'the protocol version seen', '推奨される暗号の基準に合わない', 'does not meet the recommended ciphers'
FROM   observed_interface o
JOIN   component c
       ON c.id = o.component
WHERE  o.tls_version LIKE '%1.0%'
OR     o.tls_version LIKE '%1.1%'
OR     o.tls_version LIKE '%SSL%'
GROUP  BY c.id, o.port, o.tls_version
UNION ALL
SELECT 'component', c.id, 'cipher-' || min(o.id), CASE WHEN mv_has('cipher.watch', o.cipher) THEN 'should' ELSE 'must' END,
       'component', c.id, o.cipher || '、ポート' || o.port, '観測された暗号方式', 'the cipher seen',
       '推奨される暗号の基準に合わない', 'does not meet the recommended ciphers'
FROM   observed_interface o
JOIN   component c
       ON c.id = o.component
WHERE  o.cipher IS NOT NULL
AND    NOT mv_has('cipher.ok', o.cipher)
GROUP  BY c.id, o.port, o.cipher
UNION ALL
SELECT 'component', c.id, 'certificate-' || min(o.id), 'must', 'component', c.id, 'ポート' || o.port,
       'サーバー証明書', 'the certificate', '期限切れになっている', 'has expired'
FROM   observed_interface o
JOIN   component c
       ON c.id = o.component
WHERE  o.certificate_end <= :now
GROUP  BY c.id, o.port
UNION ALL
SELECT 'interface', i.id, 'differs', 'must', 'interface', i.id, o.tls_version,
       '観測されたプロトコルの版', 'the protocol version seen', '流れに申告した版より古い', 'is older than its flows declare'
FROM   observed_interface o
JOIN   seen_interface s
       ON s.observed = o.id
       AND s.direct = 1
JOIN   interface i
       ON i.id = s.interface
JOIN   flow f
       ON f.interface = i.id
WHERE  o.tls_version LIKE '%1.2%'
AND    f.version LIKE '%1.3%'
AND    f.version NOT LIKE '%1.2%'
GROUP  BY i.id
