-- id: X6-2.dropped
-- check: C7-6
-- rows: X6-2, C7-6
-- class: must/should/should
-- severity: medium
-- ja: 点検「{review|review}」で問題ありとされた{subject}に、その後の対応がない
-- en: the review "{review|review}" found a problem in {subject}, and nothing followed
SELECT 'review' AS subject_kind, v.id AS subject_id, i.subject_kind || ':' || i.subject_id AS key, v.id AS review,
       i.subject_kind || ':' || i.subject_id AS subject
FROM   review v
JOIN   review_items i
       ON i.id = v.id
WHERE  v.type IN ('log', 'monitoring', 'account', 'inventory')
AND    i.result = 'problem'
AND    v.at + mv('review.follow') <= :now
AND    NOT EXISTS (SELECT 1
                   FROM   issue s
                   WHERE  s.found_in_kind = 'review'
                   AND    s.found_in_id = v.id)
AND    NOT EXISTS (SELECT 1
                   FROM   incident n
                   WHERE  n.detected_at >= v.at
                   AND    n.detected_at <= v.at + mv('review.follow'))
AND    NOT EXISTS (SELECT 1
                   FROM   change c
                   JOIN   change_subjects x
                          ON x.id = c.id
                   WHERE  x.value_kind = i.subject_kind
                   AND    x.value_id = i.subject_id
                   AND    c.requested_on + 86400000000 > v.at)
AND    NOT EXISTS (SELECT 1
                   FROM   review w
                   JOIN   review_items j
                          ON j.id = w.id
                   WHERE  w.type = v.type
                   AND    w.at > v.at
                   AND    j.subject_kind = i.subject_kind
                   AND    j.subject_id = i.subject_id
                   AND    j.result <> 'problem')
