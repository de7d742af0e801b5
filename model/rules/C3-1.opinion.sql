-- id: C3-1.opinion
-- check: C3-1
-- rows: C3-1, S4-R1, D4
-- class: must
-- severity: high
-- ja: アセッサーは設計を不十分と評価し({evaluation|evaluation})、その後の評価がない
-- en: the assessor found the design insufficient ({evaluation|evaluation}), and there is no evaluation since
SELECT 'evaluation' AS subject_kind, e.id AS subject_id, '' AS key, e.id AS evaluation
FROM   (SELECT v.id, v.opinion, row_number() OVER (ORDER BY v.put_at DESC, v.id DESC) AS nth
        FROM   evaluation v
        WHERE  v.phase = 4) e
WHERE  e.nth = 1
AND    (e.opinion = 'insufficient'
        OR EXISTS (SELECT 1
                   FROM   evaluation_checks c
                   WHERE  c.id = e.id
                   AND    c.check_id = 'C3-1'
                   AND    c.statement = 'nonconforming'))
