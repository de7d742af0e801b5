-- id: X2-1.seen-open
-- check: C3-8
-- rows: X2-1, C3-8
-- class: must
-- severity: high
-- waits: evidence
-- note: An interface without login at the same port explains an open answer.
-- ja: 入口「{interface|interface}」は認証({auth|auth})があると申告されているのに、認証なしで応答した
-- en: the interface "{interface|interface}" is declared with authentication ({auth|auth}), yet it answered without any
SELECT DISTINCT 'interface' AS subject_kind, i.id AS subject_id, '' AS key, i.id AS interface, i.auth
FROM   observed_interface o
JOIN   seen_interface s
       ON s.observed = o.id
JOIN   interface i
       ON i.id = s.interface
WHERE  o.auth_seen = 'none'
AND    NOT EXISTS (SELECT 1
                   FROM   seen_interface t
                   JOIN   interface j
                          ON j.id = t.interface
                   WHERE  t.observed = o.id
                   AND    j.auth = 'none')
