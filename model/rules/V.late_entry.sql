-- id: V.late_entry
-- check: column
-- rows: A2, X7-2, X6-2
-- class: should
-- severity: low
-- ja: {type|review.type}の記録{what_ja}
-- en: {what_en} ({type|review.type})
-- note: Not before the start of operation first passed: what was done before is recorded then. A later
--   review of the type that was recorded in time closes it.
WITH recorded AS (
    SELECT r.id, r.type, r.at, r.created_at, r.put_by,
           r.created_at - r.at > mv('entry.late') AS late
    FROM   review r
    WHERE  r.known_by IS NOT 'folder'
    AND    r.created_at >= (SELECT min(g.put_at)
                            FROM   gate_event g
                            WHERE  g.phase = 7
                            AND    g.move IN ('pass', 'conditional', 'force'))
),
batch AS (
    SELECT a.id, a.type, a.put_by, a.created_at, count(DISTINCT b.at) AS n
    FROM   recorded a
    JOIN   recorded b
           ON b.type = a.type
           AND b.put_by = a.put_by
           AND b.created_at BETWEEN a.created_at AND a.created_at + mv('entry.batch.within')
    GROUP  BY a.id
    HAVING n >= mv('entry.batch')
)
SELECT 'review' AS subject_kind, r.id AS subject_id, 'late' AS key, c.check_id, r.type,
       'が、実施から' || ((r.created_at - r.at) / 86400000000) || '日後に登録されている' AS what_ja,
       'a review was recorded ' || ((r.created_at - r.at) / 86400000000) || ' days after it was held' AS what_en
FROM   recorded r
JOIN   review_check c
       ON c.type = r.type
WHERE  r.late
AND    NOT EXISTS (SELECT 1
                   FROM   batch b
                   WHERE  b.type = r.type
                   AND    b.put_by = r.put_by
                   AND    r.created_at BETWEEN b.created_at AND b.created_at + mv('entry.batch.within'))
AND    NOT EXISTS (SELECT 1
                   FROM   recorded n
                   WHERE  n.type = r.type
                   AND    n.at > r.at
                   AND    NOT n.late)
UNION ALL
SELECT 'review', min(b.id), 'batch', c.check_id, b.type,
       'が' || max(b.n) || '回分、一度にまとめて登録されている',
       max(b.n) || ' reviews of different times were recorded in one go'
FROM   batch b
JOIN   review_check c
       ON c.type = b.type
WHERE  NOT EXISTS (SELECT 1
                   FROM   recorded n
                   WHERE  n.type = b.type
                   AND    n.created_at > b.created_at + mv('entry.batch.within')
                   AND    NOT n.late)
GROUP  BY b.type, b.put_by
