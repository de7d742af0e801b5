-- id: X6-1.purpose
-- check: C3-9
-- rows: X6-1, C3-9
-- class: should
-- severity: medium
-- note: A log without scenarios is told by C3-9.idle.
-- ja: ログ取得元「{source|log_source}」に、何を見つけるためのログかが書かれていない
-- en: nobody said what "{source|log_source}" is to reveal
SELECT 'log_source' AS subject_kind, l.id AS subject_id, '' AS key, l.id AS source
FROM   log_source l
WHERE  blank(l.purpose, 6)
