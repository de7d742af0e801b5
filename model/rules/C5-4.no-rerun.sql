-- id: C5-4.no-rerun
-- check: C5-4
-- rows: C5-4, S6-T3, N1
-- class: must
-- severity: high
-- ja: 障害「{issue|issue}」は、失敗した試験項目({case_key})をやり直さないまま閉じられた
-- en: the issue "{issue|issue}" was closed without running the failed case ({case_key}) again
SELECT 'issue' AS subject_kind, i.id AS subject_id, c.case_key AS key, i.id AS issue, c.case_key
FROM   issue i
JOIN   test_run_cases c
       ON c.issue = i.id
JOIN   test_run r
       ON r.id = c.id
WHERE  c.result = 'fail'
AND    i.status IN ('fixed', 'false_positive', 'duplicate')
AND    NOT EXISTS (SELECT 1
                   FROM   test_run_cases p
                   JOIN   test_run n
                          ON n.id = p.id
                   WHERE  p.case_key = c.case_key
                   AND    p.result = 'pass'
                   AND    n.executed_at >= coalesce(i.fixed_at, r.executed_at)
                   AND    n.version <> r.version)
