-- view: protected_flow
-- note: Flows that carry information worth protecting (C2, C3 or I2, or a credential or key), with the
--   highest grades they carry. Paper and media in a person's hand are no network traffic.
SELECT f.id, f.from_kind, f.from_id, f.to_kind, f.to_id, f.interface, f.protocol, f.encryption, f.version, f.cipher,
       f.auth, max(i.c) AS c, max(i.i) AS i, max(i.personal = 'my_number') AS my_number
FROM   flow f
JOIN   flow_information x
       ON x.id = f.id
JOIN   information i
       ON i.id = x.value
WHERE  (i.c >= 2 OR i.i = 2 OR i.form IN ('credential', 'key'))
AND    lower(f.protocol) NOT IN ('paper', 'usb', 'media')
GROUP  BY f.id
