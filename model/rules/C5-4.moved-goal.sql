-- id: C5-4.moved-goal
-- check: C5-4
-- rows: C5-4, S6-T3, N1
-- class: must
-- severity: medium
-- ja: 試験項目{case_key}は失敗の後、期待する結果のほうを変えて合格にしている({run|test_run})
-- en: after it failed, the case {case_key} passed only because its expected result was changed ({run|test_run})
SELECT DISTINCT 'test_run' AS subject_kind, n.id AS subject_id, p.case_key AS key, n.id AS run, p.case_key
FROM   test_run_cases f
JOIN   test_run r
       ON r.id = f.id
JOIN   test_run_cases p
       ON p.case_key = f.case_key
JOIN   test_run n
       ON n.id = p.id
       AND n.executed_at > r.executed_at
WHERE  f.result = 'fail'
AND    p.result = 'pass'
AND    NOT EXISTS (SELECT 1
                   FROM   mc m
                   WHERE  m.kind = 'requirement'
                   AND    m.id = p.requirement
                   AND    m.at BETWEEN r.executed_at AND n.executed_at)
AND    NOT EXISTS (SELECT 1
                   FROM   test_run_cases s
                   JOIN   test_run w
                          ON w.id = s.id
                   WHERE  s.case_key = f.case_key
                   AND    s.result = 'pass'
                   AND    norm(s.expected) = norm(f.expected)
                   AND    w.executed_at > r.executed_at)
