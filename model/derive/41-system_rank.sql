-- table: system_rank
-- note: Rank from impact × exposure with forced cases, and the rank that was decided. However many
--   reasons lift the impact, they lift it by one step.
WITH impact AS (
    SELECT r.subject_kind, r.subject_id,
           max(CASE WHEN r.text LIKE 'class:%' THEN CAST(substr(r.text, 7) AS INTEGER) ELSE 1 END) AS level,
           max(CASE WHEN r.text LIKE 'floor:%' THEN 2 ELSE 1 END) AS floor
    FROM   system_rank_reason r
    WHERE  r.factor = 'impact' AND r.subject_kind = 'information'
    GROUP  BY r.subject_kind, r.subject_id
),
raised AS (
    SELECT min(3, coalesce((SELECT max(max(level, floor)) FROM impact), 1)
               + EXISTS (SELECT 1 FROM system_rank_reason
                         WHERE factor = 'impact' AND text LIKE 'uplift:%')) AS i,
           coalesce((SELECT max(CASE text WHEN 'exposure:internet' THEN 3 WHEN 'exposure:partner' THEN 2
                                          WHEN 'exposure:internal' THEN 2 ELSE 1 END)
                     FROM system_rank_reason WHERE factor = 'exposure'), 1) AS x
),
proposed AS (
    SELECT i, x,
           CASE WHEN EXISTS (SELECT 1 FROM system_rank_reason WHERE factor = 'forced' AND text LIKE 'high:%')
                     THEN 'high'
                WHEN i = 3 AND x >= 2 THEN 'high'
                WHEN i = 3 OR (i = 2 AND x >= 2)
                     OR EXISTS (SELECT 1 FROM system_rank_reason WHERE factor = 'forced') THEN 'mid'
                ELSE 'low' END AS rank
    FROM   raised
),
decided AS (
    SELECT d.value, a.state
    FROM   decision d
    JOIN   approval a
           ON a.kind = 'system' AND a.id = :system AND a.at = d.put_at AND a.decided_by IS d.put_by
    WHERE  d.subject_kind = 'system' AND d.subject_id = :system
    AND    d.value IN ('high', 'mid', 'low')
    AND    a.state IN ('approved', 'conditional', 'claimed', 'stale')
    ORDER  BY d.known_by IS 'folder', d.put_at DESC, d.seq DESC
    LIMIT  1
)
SELECT :system AS system, p.rank AS proposed, (SELECT value FROM decided) AS decided, p.i AS impact, p.x AS exposure,
       (SELECT min(tolerable_stop) FROM task) AS rto, (SELECT min(tolerable_loss) FROM task) AS rpo,
       (SELECT sum(number) FROM actor) AS users
FROM   proposed p
WHERE  EXISTS (SELECT 1 FROM system WHERE id = :system)
