-- id: C2-3.judged-by-word
-- check: C2-3
-- rows: C2-3, S3-R2, S3-T4
-- class: should
-- severity: medium
-- ja: {what_ja}
-- en: {what_en}
WITH bare AS (
    SELECT k.id AS candidate, coalesce(k.name, k.id) AS name, x.number
    FROM   selected k
    JOIN   review_item i
           ON i.candidate = k.id
    JOIN   criterion x
           ON x.id = i.criterion
    WHERE  x.mandatory = 1
    AND    i.judgement = 'conforming'
    AND    i.evidence IS NULL
    AND    blank(i.source, 3)
    AND    i.method IS NOT 'list'
    ORDER  BY x.number
),
twin AS (
    SELECT a.contract, a.id AS one, b.id AS other, count(DISTINCT i.criterion) AS n
    FROM   candidate a
    JOIN   candidate b
           ON b.contract = a.contract
           AND b.id > a.id
    JOIN   review_item i
           ON i.candidate = a.id
    JOIN   review_item j
           ON j.candidate = b.id
           AND j.criterion = i.criterion
    WHERE  norm(i.how) = norm(j.how)
    AND    NOT blank(i.how, 10)
    AND    'selected' IN (a.stage, b.stage)
    GROUP  BY a.id, b.id
    HAVING n >= mv('candidate.copied')
)
SELECT 'candidate' AS subject_kind, candidate AS subject_id, '' AS key,
       '「' || name || '」の必須項目が' || count(*) || '件、根拠資料を示さずに適合と判定されている(項番 '
       || group_concat(number, '、') || ')' AS what_ja,
       count(*) || ' mandatory lines were judged conforming for "' || name
       || '" without any source (no. ' || group_concat(number, '、') || ')' AS what_en
FROM   bare
GROUP  BY candidate
UNION ALL
SELECT 'contract', t.contract, 'copied',
       '契約「' || coalesce(c.name, t.contract) || '」の候補者が、実現方法に同じ文を' || max(t.n) || '項目で書いている',
       'candidates for "' || coalesce(c.name_en, c.name, t.contract) || '" describe how they comply in the same words on '
       || max(t.n) || ' lines'
FROM   twin t
LEFT   JOIN contract c
       ON c.id = t.contract
GROUP  BY t.contract
