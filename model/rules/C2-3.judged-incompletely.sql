-- id: C2-3.judged-incompletely
-- check: C2-3
-- rows: C2-3, S3-R2, S3-T3, S3-T4
-- class: must
-- severity: high
-- ja: 「{candidate|candidate}」は、{what_ja}が{n}件あるまま選定されている(項番 {numbers})
-- en: "{candidate|candidate}" was selected with {n} lines {what_en} (no. {numbers})
-- note: Cloud parts of a service that is not on the list, or no longer, are D5-2b's.
WITH line AS (
    SELECT k.id AS candidate, x.number,
           CASE WHEN i.judgement IS NOT NULL THEN 'points'
                WHEN x.mandatory = 1 THEN 'mandatory'
                ELSE 'rest' END AS key
    FROM   selected k
    JOIN   criterion x
           ON x.contract = k.contract
    LEFT   JOIN review_item i
           ON i.candidate = k.id
           AND i.criterion = x.id
    WHERE  (i.judgement IS NULL
            OR (x.points > 0
                AND i.points IS NULL
                AND i.judgement <> 'not_applicable'))
    AND    NOT (x.part LIKE 'cloud%'
                AND k.cloud_service IN (SELECT service FROM cloud_unlisted))
    ORDER  BY x.number
)
SELECT 'candidate' AS subject_kind, candidate AS subject_id, key, candidate,
       CASE key WHEN 'mandatory' THEN 'must' ELSE 'should' END AS class, count(*) AS n,
       CASE key WHEN 'mandatory' THEN '判定のない必須項目' WHEN 'rest' THEN '判定のない項目'
                ELSE '得点のない配点項目' END AS what_ja,
       CASE key WHEN 'mandatory' THEN 'that are mandatory and not judged' WHEN 'rest' THEN 'not judged'
                ELSE 'without the points they carry' END AS what_en,
       group_concat(number, '、') AS numbers
FROM   line
GROUP  BY candidate, key
