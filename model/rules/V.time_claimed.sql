-- id: V.time_claimed
-- check: column
-- rows: A2, C7-1
-- class: should
-- severity: medium
-- waits: evidence
-- ja: 「{evidence|evidence}」の収集日時の申告が、ファイル自身の日時と{days}日違う
-- en: the time claimed for "{evidence|evidence}" differs from the file's own by {days} days
SELECT 'evidence' AS subject_kind, e.id AS subject_id, '' AS key, e.id AS evidence,
       CASE WHEN EXISTS (SELECT 1
                         FROM   evidence_subjects s
                         WHERE  s.id = e.id
                         AND    s.value_kind = 'contract') THEN 'C2-3' ELSE 'C7-1' END AS check_id,
       abs(e.claimed_at - e.file_time) / 86400000000 AS days
FROM   evidence e
WHERE  abs(e.claimed_at - e.file_time) > mv('claim.tolerance')
