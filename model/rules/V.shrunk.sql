-- id: V.shrunk
-- check: C7-1
-- rows: C7-1, A2
-- class: need
-- severity: medium
-- waits: evidence
-- ja: 「{component|component}」の新しい証跡の件数が、前回の{before}件から{now_n}件に減った
-- en: newer evidence of "{component|component}" holds {now_n} records where there were {before}
-- note: The newest file of each reader against the one before it, where no change was done between. A
--   second file as small as the newest confirms it.
WITH counted AS (
    SELECT n.component, n.reader, n.records, e.collected_at,
           row_number() OVER (PARTITION BY n.component, n.reader ORDER BY e.collected_at DESC, e.id DESC) AS nth
    FROM   evidence_count n
    JOIN   evidence e
           ON e.id = n.evidence
)
SELECT 'component' AS subject_kind, a.component AS subject_id, a.reader AS key, a.component, a.records AS now_n,
       b.records AS before
FROM   counted a
JOIN   counted b
       ON b.component = a.component
       AND b.reader = a.reader
WHERE  a.nth = 1
AND    b.nth = 2
AND    b.records >= mv('shrink.from')
AND    a.records * 100 < b.records * mv('shrink.share')
AND    NOT EXISTS (SELECT 1
                   FROM   change c
                   JOIN   change_subjects s
                          ON s.id = c.id
                   WHERE  s.value_kind = 'component'
                   AND    s.value_id = a.component
                   AND    c.done_at BETWEEN b.collected_at AND a.collected_at)
