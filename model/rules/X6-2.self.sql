-- id: X6-2.self
-- check: C7-6
-- rows: X6-2, C7-6, A5
-- class: must/should/-
-- severity: medium
-- ja: ログ「{source|log_source}」を点検したのは、そこで特権を持つ本人である
-- en: the log "{source|log_source}" was reviewed by somebody who holds privileges there
SELECT DISTINCT 'log_source' AS subject_kind, l.id AS subject_id, '' AS key, l.id AS source
FROM   log_source l
JOIN   review_items i
       ON i.subject_kind = 'log_source'
       AND i.subject_id = l.id
JOIN   review v
       ON v.id = i.id
JOIN   account a
       ON a.component = l.component
       AND a.person = v.put_by
JOIN   account_role r
       ON r.id = a.role
WHERE  v.type = 'log'
AND    r.privileged = 1
AND    v.at + 2 * mv('interval.log_review') > :now
