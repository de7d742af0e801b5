-- id: N3.party
-- check: C2-2
-- rows: N3, C2-2, P2b
-- class: should
-- severity: high
-- ja: {party|party}との契約「{contract|contract}」で関係者が増えたが、工程{phases}がやり直されていない
-- en: with "{contract|contract}" {party|party} joined, but phase {phases} was not run again
WITH joined AS (
    SELECT c.id, c.party, c.starts_on AS at
    FROM   contract_outs c
    WHERE  c.stage = 'concluded'
    AND    c.starts_on <= :now
    AND    NOT EXISTS (SELECT 1
                       FROM   contract_all o
                       WHERE  o.party = c.party
                       AND    o.starts_on < c.starts_on)
),
late AS (
    SELECT j.id, j.party, j.at, group_concat(DISTINCT p.phase) AS phases
    FROM   joined j
    JOIN   phase_passed p
           ON p.phase IN (3, 7)
           AND p.at < j.at
    WHERE  NOT EXISTS (SELECT 1
                       FROM   review r
                       JOIN   review_items x
                              ON x.id = r.id
                       WHERE  r.type = 'risk'
                       AND    r.at >= j.at
                       AND    x.subject_kind = 'contract'
                       AND    x.subject_id = j.id)
    GROUP  BY j.id
)
SELECT 'contract' AS subject_kind, l.id AS subject_id, '' AS key, l.id AS contract, l.party, l.phases,
       CASE WHEN l.at + mv('grace.n3') <= :now THEN 'must' ELSE 'should' END AS class
FROM   late l
