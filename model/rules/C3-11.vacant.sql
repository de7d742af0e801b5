-- id: C3-11.vacant
-- check: C3-11
-- rows: C3-11, S4-K3
-- class: must
-- severity: high
-- note: Until the operation is being prepared; from then on C6-1 tells it. One holder with a deputy, or two.
-- ja: インシデントが起きたときに動く担当{what_ja}
-- en: for incidents there is {what_en}
WITH ready AS (
    SELECT d.id, d.hours, d.deputy IS NOT NULL AND d.deputy NOT IN (SELECT g.id FROM gone g) AS deputy
    FROM   duty d
    JOIN   duty_tasks t
           ON t.id = d.id
    WHERE  d.mode IN ('emergency', 'both')
    AND    t.value = 'incident'
    AND    d.person IS NOT NULL
    AND    d.person NOT IN (SELECT g.id FROM gone g)
),
early AS (
    SELECT 1 AS yes
    WHERE  NOT EXISTS (SELECT 1
                       FROM   phase_reached p
                       WHERE  p.phase = 7)
)
SELECT 'system' AS subject_kind, :system AS subject_id, '' AS key, 'must' AS class,
       'が決まっていない、または空席である' AS what_ja, 'nobody in charge' AS what_en
FROM   early
WHERE  NOT EXISTS (SELECT 1 FROM ready)
UNION ALL
SELECT 'system', :system, 'deputy', 'should', 'に代わりの人がいない', 'no deputy'
FROM   early
WHERE  (SELECT count(*) FROM ready) = 1
AND    NOT (SELECT max(r.deputy) FROM ready r)
UNION ALL
SELECT 'system', :system, 'hours', 'should', 'は開庁時間にしかいないが、サービスは24時間動く', 'nobody outside office hours, while the service runs day and night'
FROM   early
JOIN   system s
       ON s.id = :system
WHERE  s.service_hours = 'h24'
AND    (SELECT max(r.hours <> 'business') FROM ready r) = 0
