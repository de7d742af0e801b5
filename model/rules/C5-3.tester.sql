-- id: C5-3.tester
-- check: C5-3
-- rows: C5-3, S6-T2, A5
-- class: must/should/-
-- severity: high
-- ja: 診断「{assessment|assessment}」の診断者{tester|party}は、対象を開発した{builder|party}から独立していない
-- en: {tester|party}, who did the assessment "{assessment|assessment}", is not independent of {builder|party}, who built its target
WITH target AS (
    SELECT x.id, x.value_id AS component
    FROM   assessment_scope x
    WHERE  x.value_kind = 'component'
    UNION
    SELECT x.id, i.component
    FROM   assessment_scope x
    JOIN   interface i
           ON i.id = x.value_id
    WHERE  x.value_kind = 'interface'
),
kin(party, other) AS (
    SELECT a.party, b.party
    FROM   party_line a
    JOIN   party_line b
           ON b.above = a.above
    JOIN   party p
           ON p.id = a.above
    WHERE  p.type <> 'unit'
    UNION
    SELECT c.party, o.party
    FROM   contract c
    JOIN   contract o
           ON o.id = c.parent
)
SELECT DISTINCT 'assessment' AS subject_kind, a.id AS subject_id, c.contractor AS key, a.id AS assessment, a.tester,
       c.contractor AS builder
FROM   assessment a
JOIN   target t
       ON t.id = a.id
JOIN   component c
       ON c.id = t.component
WHERE  a.retest_of IS NULL
AND    (a.tester = c.contractor
        OR EXISTS (SELECT 1
                   FROM   kin k
                   WHERE  k.party = a.tester
                   AND    k.other = c.contractor))
