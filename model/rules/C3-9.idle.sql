-- id: C3-9.idle
-- check: C3-9
-- rows: C3-9, X6-1
-- class: should
-- severity: low
-- ja: ログ取得元「{source|log_source}」は、どのシナリオを見つけるためでもなく、その種別の構成要素に必要な種類でもない
-- en: "{source|log_source}" serves no scenario and is no kind of log that its component calls for
SELECT 'log_source' AS subject_kind, l.id AS subject_id, '' AS key, l.id AS source
FROM   log_source l
JOIN   component c
       ON c.id = l.component
WHERE  NOT EXISTS (SELECT 1
                   FROM   log_source_scenarios x
                   WHERE  x.id = l.id)
AND    NOT EXISTS (SELECT 1
                   FROM   log_source_events e
                   WHERE  e.id = l.id
                   AND    mv_has('log.events.' || c.type, e.value))
