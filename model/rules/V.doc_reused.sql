-- id: V.doc_reused
-- check: column
-- rows: A2, X7-2, C6-3
-- class: should
-- severity: low
-- ja: {what_ja}
-- en: {what_en}
-- note: Of one type, of different periods, and about the same thing: a subject that both reviews name, a
--   backup plan or a scenario that both drills are about. One report on several things is none.
WITH file AS (
    SELECT e.id, coalesce(e.sha256, e.id) AS content FROM evidence e
)
SELECT 'review' AS subject_kind, b.id AS subject_id, '' AS key, c.check_id,
       '点検の証跡が、前の期間の点検と同じファイルである' AS what_ja,
       'the evidence of a review is the same file as that of an earlier period' AS what_en
FROM   review b
JOIN   file g
       ON g.id = b.evidence
JOIN   file f
       ON f.content = g.content
JOIN   review a
       ON a.evidence = f.id
       AND a.type = b.type
JOIN   review_check c
       ON c.type = b.type
WHERE  b.since > a.since
AND    b.at > a.at
AND    EXISTS (SELECT 1
               FROM   review_items i
               JOIN   review_items k
                      ON k.subject_kind = i.subject_kind
                      AND k.subject_id = i.subject_id
               WHERE  i.id = a.id
               AND    k.id = b.id)
GROUP  BY b.id
UNION ALL
SELECT 'drill', b.id, '', CASE b.type WHEN 'restore' THEN 'C7-8' ELSE 'C6-3' END,
       '訓練の報告書が、前の訓練と同じファイルである',
       'the report of a drill is the same file as that of an earlier one'
FROM   drill b
JOIN   file g
       ON g.id = b.report
JOIN   file f
       ON f.content = g.content
JOIN   drill a
       ON a.report = f.id
       AND a.type = b.type
WHERE  b.held_at > a.held_at
AND    (b.backup_plan = a.backup_plan
        OR EXISTS (SELECT 1
                   FROM   drill_scenarios i
                   JOIN   drill_scenarios k
                          ON k.value = i.value
                   WHERE  i.id = a.id
                   AND    k.id = b.id))
GROUP  BY b.id
