-- id: C3-9.local
-- check: C3-9
-- rows: C3-9, X6-1
-- class: must
-- severity: high
-- note: A place that hands logs on to a collector is none of these. One row for each place that is no collector
--   or is not protected, however many sources end there.
-- ja: {what_ja}
-- en: {what_en}
WITH ends AS (
    SELECT l.id, l.name, l.name_en, l.component, l.destination, l.protection,
           l.destination IN (SELECT h.host FROM host_line h WHERE h.component = l.component)
           AS local,
           d.type = 'log' AS collector,
           d.type = 'log' OR EXISTS (SELECT 1
                                     FROM   flow f
                                     JOIN   component t
                                            ON f.to_kind = 'component'
                                            AND t.id = f.to_id
                                     WHERE  f.from_kind = 'component'
                                     AND    f.from_id = d.id
                                     AND    t.type = 'log') AS collected
    FROM   log_source l
    JOIN   component c
           ON c.id = l.component
           AND c.env = 'production'
    JOIN   component d
           ON d.id = l.destination
)
SELECT 'log_source' AS subject_kind, e.id AS subject_id, '' AS key,
       'ログ取得元「' || coalesce(e.name, e.id) || '」のログは、発生元の機器に残るだけで、どこにも集められていない' AS what_ja,
       'the log "' || coalesce(e.name_en, e.name, e.id) || '" stays on the machine where it arises' AS what_en
FROM   ends e
WHERE  e.local
AND    NOT e.collected
UNION ALL
SELECT 'component', e.destination, 'type', coalesce(d.name, d.id) || 'はログを集める装置ではないのに、' || count(*) || '件のログの置き場になっている',
       coalesce(d.name_en, d.name, d.id) || ' is no log collector, but ' || count(*) || ' logs end there'
FROM   ends e
JOIN   component d
       ON d.id = e.destination
WHERE  NOT e.local
AND    NOT e.collected
GROUP  BY e.destination
UNION ALL
SELECT 'component', e.destination, 'protection', coalesce(d.name, d.id) || 'にある' || count(*) || '件のログは、改ざんや消去から守られていない',
       'in ' || coalesce(d.name_en, d.name, d.id) || ' ' || count(*) || ' logs are not protected from being altered or erased'
FROM   ends e
JOIN   component d
       ON d.id = e.destination
WHERE  e.protection = 'none'
AND    e.collector
GROUP  BY e.destination
