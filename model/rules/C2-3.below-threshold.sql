-- id: C2-3.below-threshold
-- check: C2-3
-- rows: C2-3, S3-R2, S3-T3, S3-T4
-- class: must
-- severity: high
-- ja: 「{candidate|candidate}」は選定されているが、{what_ja}
-- en: "{candidate|candidate}" was selected although {what_en}
-- note: What is not applicable leaves both sums. Sums are held against the mark only when every line that
--   carries points has been judged: until then C2-3.judged-incompletely speaks.
WITH line AS (
    SELECT k.id AS candidate, x.id AS criterion, x.number, x.mandatory, x.part, x.points AS most,
           i.id AS item, i.judgement, i.points, coalesce(c.pass_points, mv('candidate.points')) AS mark
    FROM   selected k
    JOIN   contract c
           ON c.id = k.contract
    JOIN   criterion x
           ON x.contract = k.contract
    LEFT   JOIN review_item i
           ON i.candidate = k.id
           AND i.criterion = x.id
),
missed AS (
    SELECT candidate, group_concat(number, '、') AS numbers
    FROM  (SELECT candidate, number FROM line
           WHERE  mandatory = 1
           AND    judgement = 'nonconforming'
           ORDER  BY number)
    GROUP  BY candidate
),
total AS (
    SELECT candidate, sum(points) AS got, sum(most) AS most, mark
    FROM   line
    WHERE  part IN ('management', 'capability')
    AND    most > 0
    AND    judgement IS NOT 'not_applicable'
    GROUP  BY candidate
    HAVING count(points) = count(*)
),
judged AS (
    SELECT l.candidate, max(coalesce((SELECT max(m.at)
                                      FROM   model_change m
                                      WHERE  m.kind = 'review_item'
                                      AND    m.id = l.item
                                      AND    m.field IN ('judgement', 'points', 'condition')),
                                     i.created_at)) AS at
    FROM   line l
    JOIN   review_item i
           ON i.id = l.item
    WHERE  l.judgement IS NOT NULL
    GROUP  BY l.candidate
)
SELECT 'candidate' AS subject_kind, candidate AS subject_id, '' AS key, candidate,
       '必須の項目(' || numbers || ')が不適合と判定されている' AS what_ja,
       'it was judged not to meet what is mandatory (' || numbers || ')' AS what_en
FROM   missed
UNION ALL
SELECT 'candidate', candidate, 'points', candidate,
       '得点は' || got || '点で、合格点(' || most || '点の' || mark || '%)に届かない',
       'its ' || got || ' points miss the mark (' || mark || '% of ' || most || ')'
FROM   total
WHERE  got * 100 < mark * most
UNION ALL
SELECT 'candidate', j.candidate, 'late', j.candidate,
       '決裁の後に審査の判定が変わった。改めて決裁が要る',
       'judgements were made or changed after the decision; it has to be decided anew'
FROM   judged j
JOIN   ok a
       ON a.kind = 'candidate'
       AND a.id = j.candidate
WHERE  j.at > a.at
