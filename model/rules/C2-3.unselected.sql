-- id: C2-3.unselected
-- check: C2-3
-- rows: C2-3, S3-R2, S3-T4, A2
-- class: need
-- severity: medium
-- ja: 契約「{contract|contract}」の相手{party|party}を選んだ記録がない{chosen_ja}
-- en: nothing shows how {party|party}, party to "{contract|contract}", was chosen{chosen_en}
-- note: Whoever stands below the one that was chosen may take the contract over, and a contract may
--   replace one whose party was chosen. What was under contract before it was recorded shows it by a
--   performance review and the manager's statement.
WITH chosen AS (
    SELECT w.id AS contract, k.party,
           k.party = w.party
           OR EXISTS (SELECT 1
                      FROM   party_line l
                      WHERE  l.party = w.party
                      AND    l.above = k.party) AS fits
    FROM   contract_watched w
    JOIN   selected k
           ON k.contract = w.id
    UNION
    SELECT t.from_id, k.party, 1
    FROM   trace t
    JOIN   candidate k
           ON k.contract = t.to_id
    WHERE  t.from_kind = 'contract'
    AND    t.to_kind = 'contract'
    AND    t.type = 'replaces'
    AND    k.stage = 'selected'
),
found AS (
    SELECT c.contract, max(c.fits) AS fits, group_concat(coalesce(p.name, c.party), '、') AS names
    FROM   chosen c
    LEFT   JOIN party p
           ON p.id = c.party
    GROUP  BY c.contract
)
SELECT 'contract' AS subject_kind, w.id AS subject_id,
       CASE WHEN f.contract IS NULL THEN '' ELSE 'other' END AS key, w.id AS contract, w.party,
       coalesce('(選んだのは' || f.names || ')', '') AS chosen_ja,
       coalesce(' (chosen was ' || f.names || ')', '') AS chosen_en
FROM   contract_watched w
LEFT   JOIN found f
       ON f.contract = w.id
WHERE  w.starts_on <= :now
AND    f.fits IS NOT 1
AND    NOT (w.created_at > w.starts_on
            AND EXISTS (SELECT 1
                        FROM   performance_check r
                        WHERE  r.contract = w.id)
            AND EXISTS (SELECT 1
                        FROM   attestation t
                        WHERE  t.check_id = 'C2-3'
                        AND    t.put_role = 'manager'
                        AND    t.statement = 'conforming'
                        AND    t.ends_on > :now))
