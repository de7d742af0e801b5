-- id: C2-3.judged-against-answer
-- check: C2-3
-- rows: C2-3, S3-R2, S3-T4
-- class: must
-- severity: high
-- ja: 「{candidate|candidate}」自身の回答が×か△の項目が{n}件、適合と判定されている(項番 {numbers})
-- en: {n} lines were judged conforming for "{candidate|candidate}" against its own answer, which was no or in part (no. {numbers})
-- note: A third party's certificate or the machine itself outweighs the answer, and so does an inquiry
--   about the line that was answered; after a plain no only one with a file.
WITH line AS (
    SELECT k.id AS candidate, x.number
    FROM   selected k
    JOIN   review_item i
           ON i.candidate = k.id
    JOIN   criterion x
           ON x.id = i.criterion
    WHERE  i.judgement = 'conforming'
    AND    coalesce(i.method, '') NOT IN ('third', 'machine')
    AND    (i.answer = 'no'
            OR (i.answer = 'partial'
                AND blank(i.condition, 5)))
    AND    NOT EXISTS (SELECT 1
                       FROM   inquiry q
                       JOIN   inquiry_subjects s
                              ON s.id = q.id
                       WHERE  (s.value_kind || ':' || s.value_id)
                              IN ('review_item:' || i.id, 'criterion:' || x.id)
                       AND    q.addressee IN (k.party, (SELECT c.party FROM cloud_service c WHERE c.id = k.cloud_service))
                       AND    q.answered_on IS NOT NULL
                       AND    (i.answer = 'partial'
                               OR q.evidence IS NOT NULL))
    ORDER  BY x.number
)
SELECT 'candidate' AS subject_kind, candidate AS subject_id, '' AS key, candidate, count(*) AS n,
       group_concat(number, '、') AS numbers
FROM   line
GROUP  BY candidate
