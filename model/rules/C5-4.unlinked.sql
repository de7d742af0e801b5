-- id: C5-4.unlinked
-- check: C5-4
-- rows: C5-4, S6-T3
-- class: must/must/should
-- severity: medium
-- ja: 試験「{run|test_run}」で失敗した項目{names}に、障害票がない
-- en: the cases {names} that failed in "{run|test_run}" have no issue
SELECT 'test_run' AS subject_kind, r.id AS subject_id, '' AS key, r.id AS run, group_concat(c.case_key, '、') AS names
FROM   test_run r
JOIN   test_run_cases c
       ON c.id = r.id
WHERE  c.result = 'fail'
AND    c.issue IS NULL
AND    NOT EXISTS (SELECT 1
                   FROM   test_run_cases p
                   JOIN   test_run n
                          ON n.id = p.id
                   WHERE  p.case_key = c.case_key
                   AND    p.result = 'pass'
                   AND    n.executed_at > r.executed_at
                   AND    n.version <> r.version)
GROUP  BY r.id
