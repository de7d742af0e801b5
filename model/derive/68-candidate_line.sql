-- view: candidate_line
-- note: Every criterion that a selected candidate had to answer, with its judgement (NULL: none) and what
--   that rests on: the list file of a feed 100 (brought by hand 70), a third party or the machine 90,
--   a document 70, the answer alone 40. `seconded`: approved by itself.
SELECT k.id AS candidate, x.id AS criterion, x.number, x.mandatory, x.part LIKE 'cloud%' AS cloud,
       i.id AS item, i.judgement, i.method, i.evidence, i.put_by AS judge, b.id IS NOT NULL AS seconded,
       CASE WHEN i.method = 'list' AND e.delivered IN ('token', 'signed') THEN 100
            WHEN i.method = 'list' AND e.id IS NOT NULL THEN 70
            WHEN i.method = 'list' OR i.evidence IS NULL THEN 40
            WHEN i.method IN ('third', 'machine') THEN 90
            ELSE 70 END AS proof
FROM   selected k
JOIN   criterion x
       ON x.contract = k.contract
LEFT   JOIN review_item i
       ON i.candidate = k.id AND i.criterion = x.id
LEFT   JOIN approved b
       ON b.kind = 'review_item' AND b.id = i.id
LEFT   JOIN cloud_service s
       ON s.id = k.cloud_service
LEFT   JOIN evidence e
       ON e.id = s.source
