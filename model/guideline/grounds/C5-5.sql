-- id: C5-5
-- note: Every issue found from outside that nobody judged false. Covered when it was
--   fixed and looked at again since, is no longer seen, or is accepted in date; nothing covers what is open.
--   What was looked at stays good as long as the newest look from outside is not too old.
WITH judged AS (
    SELECT i.id, i.gone_at, i.fixed_at, r.kind AS retest_kind, r.id AS retest_id, r.at AS retested_at
    FROM   issue i
    LEFT   JOIN looked_again r
           ON r.kind = i.retested_in_kind
           AND r.id = i.retested_in_id
           AND i.status = 'fixed'
    WHERE  i.id IN (SELECT id FROM surface_issue)
    AND    i.status NOT IN ('false_positive', 'duplicate')
),
accepted AS (
    SELECT a.subject_id, a.id, a.put_at, a.ends_on
    FROM   acceptance a
    WHERE  a.subject_kind = 'issue'
    AND    a.known_by IS NOT 'folder'
),
looked AS (
    SELECT max(a.finished_on) AS at
    FROM   assessment a
    WHERE  a.finished_on <= :now
),
cover AS (
    SELECT j.id, j.retest_kind AS kind, j.retest_id AS cover, 70 AS proof, j.retested_at AS at,
           max(j.retested_at, coalesce(l.at, 0)) + mv('interval.assessment') AS until
    FROM   judged j, looked l
    WHERE  j.retested_at >= coalesce(j.fixed_at, 0)
    UNION ALL
    SELECT j.id, 'issue', j.id, 70, j.gone_at, max(j.gone_at, coalesce(l.at, 0)) + mv('interval.assessment')
    FROM   judged j, looked l
    WHERE  j.gone_at IS NOT NULL
    UNION ALL
    SELECT a.subject_id, 'acceptance', a.id, 70, a.put_at, a.ends_on
    FROM   accepted a
)
SELECT 'issue' AS subject_kind, j.id AS subject_id, c.kind AS cover_kind, c.cover AS cover_id, c.proof,
       c.at AS collected_at, c.until AS fresh_until, NULL AS changed_at,
       CASE WHEN c.id IS NULL THEN CASE WHEN EXISTS (SELECT 1
                                                     FROM   acceptance a
                                                     WHERE  a.subject_kind = 'issue'
                                                     AND    a.subject_id = j.id) THEN 'claimed'
                                        ELSE 'never' END END AS reason
FROM   judged j
LEFT   JOIN cover c
       ON c.id = j.id
