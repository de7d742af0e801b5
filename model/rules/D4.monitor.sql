-- id: D4.monitor
-- check: C7-9
-- rows: D4, A4, C7-9, S8-T1
-- class: should/should/-
-- severity: medium
-- note: Since operation began or the last evaluation of phase 8, whichever is later.
-- ja: 運用中のアセッサーの評価が、{every|duration}ごとに行うはずなのに{since|date}から行われていない
-- en: the assessor has not evaluated the operation since {since|date}, though that is due every {every|duration}
WITH last AS (
    SELECT max(o.since, coalesce((SELECT max(e.put_at)
                                  FROM   evaluation e
                                  WHERE  e.phase = 8), 0)) AS at
    FROM   in_operation o
)
SELECT 'system' AS subject_kind, :system AS subject_id, '' AS key, l.at AS since, mv('interval.evaluation') AS every,
       CASE WHEN (SELECT rank FROM context) = 'high'
            AND l.at + 2 * mv('interval.evaluation') <= :now THEN 'must' END AS class
FROM   last l
WHERE  l.at + mv('interval.evaluation') <= :now
