-- id: D5-R2.entrusted-unlisted
-- check: C2-1
-- rows: D5-R2, C2-1, D5-R3
-- class: should
-- severity: high
-- ja: {party|party}が扱う情報{n}件が、契約「{contract|contract}」の預ける情報に挙がっていない: {names|information}
-- en: {party|party} handles information that the contract "{contract|contract}" does not list as entrusted ({n}): {names|information}
WITH handled AS (
    SELECT c.contractor AS party, a.information
    FROM   information_at a
    JOIN   component c
           ON a.place_kind = 'component'
           AND c.id = a.place_id
    WHERE  c.at_rest <> 'hsm'
    OR     EXISTS (SELECT 1
                   FROM   account k
                   JOIN   person p
                          ON p.id = k.person
                   WHERE  k.component = c.id
                   AND    p.party = c.contractor)
    UNION
    SELECT s.party, a.information
    FROM   information_at a
    JOIN   component c
           ON a.place_kind = 'component'
           AND c.id = a.place_id
    JOIN   cloud_service s
           ON s.id = c.cloud_service
),
live AS (
    SELECT u.party, min(k.id) AS contract
    FROM   contract_live k
    JOIN   acts_under u
           ON u.contract = k.id
    GROUP  BY u.party
)
SELECT 'contract' AS subject_kind, l.contract AS subject_id, h.party AS key, h.party, l.contract,
       count(*) AS n, group_concat(i.id) AS names
FROM   handled h
JOIN   information i
       ON i.id = h.information
JOIN   live l
       ON l.party = h.party
WHERE  i.c >= 2
AND    h.party NOT IN (SELECT party FROM own_unit)
AND    NOT EXISTS (SELECT 1
                   FROM   contract_live k
                   JOIN   acts_under u
                          ON u.contract = k.id
                   JOIN   contract_information x
                          ON x.id = k.id
                   WHERE  u.party = h.party
                   AND    x.value = i.id)
GROUP  BY h.party
