-- id: X7-2.word-never-verified
-- check: C2-3
-- rows: X7-2, C2-3, A2
-- class: should
-- severity: medium
-- ja: {party|party}の申告{n}件は、文書を伴わず、一度も確かめられていない
-- en: {n} statements by {party|party} came without a document, and none was ever verified
WITH word AS (
    SELECT t.party, count(*) AS n, min(t.put_at) AS first,
           max(EXISTS (SELECT 1
                       FROM   attestation_evidence e
                       WHERE  e.id = t.id)) AS documented,
           max(EXISTS (SELECT 1
                       FROM   evaluation v
                       LEFT   JOIN evaluation_checks c
                              ON c.id = v.id
                       WHERE  v.put_at >= t.put_at
                       AND    ((v.subject_kind = t.subject_kind
                                AND v.subject_id = t.subject_id)
                               OR c.check_id = t.check_id))) AS evaluated
    FROM   attestation t
    WHERE  t.put_role = 'contractor'
    GROUP  BY t.party
),
bound AS (
    SELECT c.party, min(coalesce(c.check_interval, mv('contract.check'))) AS every
    FROM   contract_live c
    GROUP  BY c.party
)
SELECT 'party' AS subject_kind, w.party AS subject_id, '' AS key, w.party, w.n
FROM   word w
JOIN   bound b
       ON b.party = w.party
WHERE  w.n >= mv('word.count')
AND    w.first + b.every < :now
AND    NOT w.documented
AND    NOT w.evaluated
AND    NOT EXISTS (SELECT 1
                   FROM   performance_check r
                   JOIN   contract c
                          ON c.id = r.contract
                   WHERE  c.party = w.party
                   AND    r.evidence IS NOT NULL
                   AND    r.at >= w.first)
