-- id: N2.serial-waiver
-- check: column
-- rows: N2
-- class: should
-- severity: medium
-- note: Put off: a waiver on the check or on one of its findings, and each time its end was moved on. A plan,
--   a requirement or a change written since the first of them is a step forward.
-- ja: {check_id}についての例外が、改善の動きがないまま{times}回先送りされている
-- en: {check_id} has been put off {times} times without a step forward
WITH waiver AS (
    SELECT e.id, coalesce(e.check_id, substr(e.finding, 1, instr(e.finding, '.') - 1)) AS check_id,
           coalesce(e.check_id, e.finding) AS what, e.created_at
    FROM   exception_all e
    WHERE  e.type = 'waive'
    AND    (e.check_id IS NOT NULL
            OR e.finding LIKE 'C%')
),
move AS (
    SELECT w.what, w.created_at AS at FROM waiver w
    UNION ALL
    SELECT w.what, m.at
    FROM   waiver w
    JOIN   model_change m
           ON m.id = w.id
           AND m.kind = 'exception'
    WHERE  m.field = 'ends_on'
    AND    m.new_value > m.old_value
),
series AS (
    SELECT v.what, count(*) AS times, min(v.at) AS first_at FROM move v GROUP BY v.what
)
SELECT 'exception' AS subject_kind, max(e.id) AS subject_id, '' AS key, w.check_id, s.times
FROM   series s
JOIN   waiver w
       ON w.what = s.what
JOIN   exception e
       ON e.id = w.id
WHERE  s.times > mv('n2.repeats')
AND    e.ends_on > :now
AND    NOT EXISTS (SELECT 1 FROM treatment t WHERE t.put_at > s.first_at AND t.choice <> 'retain')
AND    NOT EXISTS (SELECT 1 FROM requirement r WHERE r.put_at > s.first_at)
AND    NOT EXISTS (SELECT 1 FROM change c WHERE c.put_at > s.first_at)
GROUP  BY s.what
