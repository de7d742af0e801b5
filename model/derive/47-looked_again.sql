-- view: looked_again
-- note: When something was looked at that an issue may name as its retest.
SELECT 'assessment' AS kind, a.id, a.finished_on + 86400000000 AS at FROM assessment a WHERE a.finished_on IS NOT NULL
UNION ALL
SELECT 'test_run', r.id, r.executed_at FROM test_run r
UNION ALL
SELECT 'evidence', e.id, e.collected_at FROM evidence e
