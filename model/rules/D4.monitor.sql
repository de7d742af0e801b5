-- id: D4.monitor
-- check: C7-9
-- rows: D4, A4, C7-9, S8-T1
-- class: should/should/-
-- severity: medium
-- note: Since operation began, the system was recorded here or phase 8 was last evaluated, whichever is latest: what
--   was done before it was recorded cannot be seen.
-- ja: 運用中のアセッサーの評価が、{every|duration}ごとに行うはずなのに{since|date}から行われていない
-- en: the assessor has not evaluated the operation since {since|date}, though that is due every {every|duration}
WITH last AS (
    SELECT max(o.since, s.created_at, coalesce((SELECT max(e.put_at)
                                                FROM   evaluation e
                                                WHERE  e.phase = 8), 0)) AS at
    FROM   in_operation o
    JOIN   system s
)
SELECT 'system' AS subject_kind, :system AS subject_id, '' AS key, l.at AS since, mv('interval.evaluation') AS every,
       CASE WHEN (SELECT rank FROM context) = 'high'
            AND l.at + 2 * mv('interval.evaluation') <= :now THEN 'must' END AS class
FROM   last l
WHERE  l.at + mv('interval.evaluation') <= :now
