-- id: D5-2a.detail-from-list
-- check: C2-3
-- rows: D5-2a, C2-3, S3-K2
-- class: must
-- severity: medium
-- ja: 「{candidate|candidate}」の審査で、詳細管理策{n}件が公開リストだけから適合とされている(リストには載らない。項番 {numbers})
-- en: in the review of "{candidate|candidate}" {n} detailed controls were judged conforming from the public list, which does not tell them (no. {numbers})
WITH line AS (
    SELECT l.candidate, l.number
    FROM   candidate_line l
    JOIN   criterion_item x
           ON x.criterion = l.criterion
    WHERE  l.cloud
    AND    l.judgement = 'conforming'
    AND    l.method = 'list'
    AND    x.level = 'detail'
    ORDER  BY l.number
)
SELECT 'candidate' AS subject_kind, candidate AS subject_id, '' AS key, candidate, count(*) AS n,
       group_concat(number, '、') AS numbers
FROM   line
GROUP  BY candidate
