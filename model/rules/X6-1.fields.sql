-- id: X6-1.fields
-- check: C3-9
-- rows: X6-1, C3-9, C7-6
-- class: should
-- severity: medium
-- waits: evidence
-- note: Judged once enough events have come in. The names of fields are compared without regard to case.
-- ja: ログ取得元「{source|log_source}」に、記録すると定めた項目({fields})が現れない
-- en: fields that "{source|log_source}" is to record do not appear in it ({fields})
SELECT 'log_source' AS subject_kind, l.id AS subject_id, '' AS key, l.id AS source, group_concat(f.value, ', ') AS fields
FROM   log_source l
JOIN   log_source_fields f
       ON f.id = l.id
WHERE  (SELECT sum(s.events)
        FROM   log_source_seen s
        WHERE  s.log_source = l.id) >= mv('log.fields.from')
AND    NOT EXISTS (SELECT 1
                   FROM   log_source_field x
                   WHERE  x.log_source = l.id
                   AND    lower(x.field) = lower(f.value))
GROUP  BY l.id
