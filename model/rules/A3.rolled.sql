-- id: A3.rolled
-- check: column
-- rows: A3, P5a
-- class: should
-- severity: high
-- note: Issues and vulnerabilities; scenarios are judged by C1-3.acceptance-serial. A change record that names the
--   subject is a step forward.
-- ja: {what}は、直す動きのないまま{times}回受容されている
-- en: {what_en} has been accepted {times} times without a step towards mending it
WITH series AS (
    SELECT a.subject_kind, a.subject_id, count(*) AS times, min(a.created_at) AS first_at, max(a.ends_on) AS ends_on
    FROM   acceptance_all a
    WHERE  a.subject_kind <> 'scenario'
    GROUP  BY a.subject_kind, a.subject_id
)
SELECT s.subject_kind, s.subject_id, '' AS key,
       CASE s.subject_kind WHEN 'issue' THEN 'C5-5' ELSE 'C7-5' END AS check_id,
       CASE s.subject_kind WHEN 'issue' THEN 'この指摘' ELSE 'この脆弱性' END AS what,
       CASE s.subject_kind WHEN 'issue' THEN 'this issue' ELSE 'this vulnerability' END AS what_en, s.times
FROM   series s
WHERE  s.times > mv('acceptance.repeats')
AND    s.ends_on > :now
AND    NOT EXISTS (
           SELECT 1
           FROM   change_subjects x
           JOIN   change c
                  ON c.id = x.id
           WHERE  x.value_kind = s.subject_kind
           AND    x.value_id = s.subject_id
           AND    c.put_at > s.first_at)
