-- id: D4.6-late
-- check: C5-3
-- rows: D4, C5-3, S6-T2
-- class: must/-/-
-- severity: high
-- ja: ペネトレーションテストが、運用開始({start|date})より前に終わっていない
-- en: no penetration test was finished before operation began on {start|date}
SELECT 'system' AS subject_kind, :system AS subject_id, '' AS key, o.since AS start
FROM   in_operation o
JOIN   system s
       ON s.created_at <= o.since
WHERE  EXISTS (SELECT 1
               FROM   interface i
               WHERE  i.exposure IN ('internet', 'partner'))
AND    NOT EXISTS (SELECT 1
                   FROM   assessment a
                   WHERE  a.type IN ('pentest', 'redteam')
                   AND    a.finished_on < o.since)
