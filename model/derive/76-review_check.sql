-- view: review_check
-- note: The check in which each type of review counts.
SELECT 'performance' AS type, 'C2-3' AS check_id
UNION ALL SELECT 'cloud', 'C2-3'
UNION ALL SELECT 'account', 'C7-3'
UNION ALL SELECT 'grant', 'C1-3'
UNION ALL SELECT 'log', 'C7-6'
UNION ALL SELECT 'monitoring', 'C7-6'
UNION ALL SELECT 'process', 'C7-9'
UNION ALL SELECT 'inventory', 'C7-1'
UNION ALL SELECT 'contact', 'C6-1'
UNION ALL SELECT 'risk', 'C1-3'
UNION ALL SELECT 'rights', 'C3-8'
