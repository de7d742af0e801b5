-- id: C6-1.call_failed
-- check: C6-1
-- rows: C6-1, S7-R1
-- class: should
-- severity: high
-- ja: 「{duty|duty}」は連絡網訓練({drill|drill})で連絡が取れなかったが、その後も連絡先が確かめられていない
-- en: "{duty|duty}" was not reached in the contact drill {drill|drill}, and its contact was not verified since
SELECT 'duty' AS subject_kind, d.id AS subject_id, r.id AS key, d.id AS duty, r.id AS drill
FROM   drill r
JOIN   drill_duties u
       ON u.id = r.id
JOIN   duty d
       ON d.id = u.value
WHERE  r.type = 'contact'
AND    r.result IN ('partly', 'failed')
AND    coalesce(d.verified_on, 0) < r.held_at
AND    NOT EXISTS (SELECT 1
                   FROM   drill n
                   JOIN   drill_duties m
                          ON m.id = n.id
                   WHERE  m.value = d.id
                   AND    n.type = 'contact'
                   AND    n.result = 'achieved'
                   AND    n.held_at > r.held_at)
