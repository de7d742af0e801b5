-- id: C2-3.evaluation-old
-- check: C2-3
-- rows: C2-3, S3-R2, S3-T4
-- class: should
-- severity: high
-- ja: 「{candidate|candidate}」の審査は、契約の開始({starts_on|date})に対して{what_ja}
-- en: the evaluation of "{candidate|candidate}" was {what_en} the contract began ({starts_on|date})
-- note: A line is as old as its source, else as the moment it was judged. A performance check makes up for
--   an evaluation that was old when the contract began.
WITH judged AS (
    SELECT k.id AS candidate, w.id AS contract, w.starts_on, w.created_at,
           max(coalesce(e.collected_at, i.put_at)) AS newest,
           min(coalesce(e.collected_at, (SELECT min(m.at)
                                         FROM   model_change m
                                         WHERE  m.kind = 'review_item'
                                         AND    m.id = i.id
                                         AND    m.field = 'judgement'), i.created_at)) AS first
    FROM   contract_watched w
    JOIN   selected k
           ON k.contract = w.id
    JOIN   review_item i
           ON i.candidate = k.id
    LEFT   JOIN evidence e
           ON e.id = i.evidence
    WHERE  i.judgement IS NOT NULL
    GROUP  BY k.id
)
SELECT 'candidate' AS subject_kind, candidate AS subject_id, 'age' AS key, candidate, starts_on,
       'should' AS class,
       '古すぎる(最も新しいもので' || ((starts_on - newest) / 86400000000) || '日前)' AS what_ja,
       'too old: the latest part was made ' || ((starts_on - newest) / 86400000000) || ' days before' AS what_en
FROM   judged j
WHERE  newest < starts_on - mv('candidate.age')
AND    NOT EXISTS (SELECT 1
                   FROM   performance_check r
                   WHERE  r.contract = j.contract)
UNION ALL
SELECT 'candidate', candidate, 'after', candidate, starts_on,
       'must', '後から行われている', 'made only after'
FROM   judged
WHERE  first > starts_on
AND    created_at <= starts_on
