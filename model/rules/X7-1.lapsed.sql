-- id: X7-1.lapsed
-- check: C2-1
-- rows: X7-1, C2-1, S3-T1, A2
-- class: must
-- severity: high
-- ja: {party|party}との契約「{contract|contract}」は{ended|date}に終わったが、{party|party}は今も{work}
-- en: The contract "{contract|contract}" with {party|party} ended on {ended|date}, but {party|party} still {work_en}
WITH over AS (
    SELECT c.party, c.id AS contract, c.ends_on,
           row_number() OVER (PARTITION BY c.party ORDER BY c.ends_on DESC, c.id DESC) AS nth
    FROM   contract c
    WHERE  c.stage IN ('concluded', 'ended')
    AND    c.ends_on <= :now
),
still AS (
    SELECT c.contractor AS party, '構成要素を受け持っている' AS work, 'looks after components' AS work_en, 1 AS ord
    FROM   component c
    UNION
    SELECT d.holder, '作業の主担当になっている', 'is mainly responsible for tasks', 2
    FROM   demarcation d
    WHERE  d.part = 'main'
    UNION
    SELECT u.party, '運用の当番に就いている', 'holds duties', 3
    FROM   duty u
)
SELECT 'contract' AS subject_kind, o.contract AS subject_id, '' AS key, o.contract, o.party,
       o.ends_on - 86400000000 AS ended, s.work, s.work_en, min(s.ord) AS ord
FROM   over o
JOIN   still s
       ON s.party = o.party
WHERE  o.nth = 1
AND    o.party NOT IN (SELECT party FROM own_unit)
AND    NOT EXISTS (SELECT 1
                   FROM   contract_live k
                   JOIN   acts_under u
                          ON u.contract = k.id
                   WHERE  u.party = o.party)
AND    NOT EXISTS (SELECT 1
                   FROM   trace t
                   JOIN   contract_live k
                          ON k.id = t.from_id
                   WHERE  t.type = 'replaces'
                   AND    t.from_kind = 'contract'
                   AND    t.to_kind = 'contract'
                   AND    t.to_id = o.contract)
GROUP  BY o.contract
