-- id: X7-1.unplaced
-- check: C2-1
-- rows: X7-1, C2-1, S3-T1
-- class: need
-- severity: medium
-- ja: 契約「{contract|contract}」で{gap}: {conditions|condition}
-- en: In the contract "{contract|contract}" {gap_en}: {conditions|condition}
WITH present AS (
    SELECT c.id, c.contract, c.condition, c.place, c.quote, norm(c.quote) AS words
    FROM   clause c
    JOIN   contract k
           ON k.id = c.contract
    WHERE  c.strength = 'present'
    AND    k.stage <> 'ended'
)
SELECT 'contract' AS subject_kind, p.contract AS subject_id, '' AS key, p.contract,
       group_concat(DISTINCT p.condition) AS conditions,
       '「有」とした条件について、どこにどう書かれているかの記録がない' AS gap,
       'conditions are claimed without saying where or how they stand' AS gap_en
FROM   present p
WHERE  blank(p.place, 2) = 1
AND    blank(p.quote, 10) = 1
AND    NOT EXISTS (SELECT 1
                   FROM   observed_clause o
                   WHERE  o.contract = p.contract
                   AND    o.condition = p.condition
                   AND    o.strength = 'present')
GROUP  BY p.contract
UNION ALL
SELECT 'contract', p.contract, 'same', p.contract, group_concat(DISTINCT p.condition),
       '同じ条文が' || count(DISTINCT p.condition) || '個の条件の根拠になっている',
       'one and the same wording stands for ' || count(DISTINCT p.condition) || ' conditions'
FROM   present p
WHERE  blank(p.quote, 10) = 0
AND    p.condition <> 'requirement'
GROUP  BY p.contract, p.words
HAVING count(DISTINCT p.condition) >= mv('clause.same')
