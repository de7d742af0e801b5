-- id: X7-2.problem-open
-- check: C2-3
-- rows: X7-2, C2-3, A2
-- class: must
-- severity: high
-- ja: {at|date}の履行確認で「{name}」に問題が見つかったが、是正が進んでいない
-- en: the performance check of {at|date} found a problem with "{name_en}" that nobody has mended
-- note: It is followed up by an issue found in that review (on the subject; a clause has none of its own)
--   that is fixed, being fixed in time, accepted or not one after all, or by a later look that finds it
--   in order. What is over needs no mending.
WITH problem AS (
    SELECT r.id AS review, r.at, i.subject_kind, i.subject_id, o.name, coalesce(o.name_en, o.name) AS name_en
    FROM   review r
    JOIN   review_items i
           ON i.id = r.id
    JOIN   object o
           ON o.kind = i.subject_kind
           AND o.id = i.subject_id
    WHERE  r.type = 'performance'
    AND    i.result = 'problem'
    AND    o.retired_at IS NULL
    AND    r.at + mv('performance.fix') <= :now
)
SELECT p.subject_kind, p.subject_id, p.review AS key, p.at, p.name, p.name_en
FROM   problem p
WHERE  NOT EXISTS (SELECT 1
                   FROM   contract c
                   WHERE  p.subject_kind = 'contract'
                   AND    c.id = p.subject_id
                   AND    (c.stage = 'ended'
                           OR c.ends_on <= :now))
AND    NOT EXISTS (SELECT 1
                   FROM   review_items i
                   JOIN   review r
                          ON r.id = i.id
                   WHERE  i.subject_kind = p.subject_kind
                   AND    i.subject_id = p.subject_id
                   AND    i.result IN ('ok', 'ended')
                   AND    r.at > p.at)
AND    NOT EXISTS (SELECT 1
                   FROM   issue s
                   WHERE  s.found_in_kind = 'review'
                   AND    s.found_in_id = p.review
                   AND    (p.subject_kind = 'clause'
                           OR (s.subject_kind = p.subject_kind
                               AND s.subject_id = p.subject_id))
                   AND    (s.status IN ('fixed', 'false_positive', 'duplicate')
                           OR (s.status = 'fixing'
                               AND s.due > :now)
                           OR EXISTS (SELECT 1
                                      FROM   acceptance a
                                      WHERE  a.subject_kind = 'issue'
                                      AND    a.subject_id = s.id
                                      AND    a.ends_on > :now)))
