-- id: C3-4.content
-- check: C3-4
-- rows: C3-4, S4-K1
-- class: must
-- severity: high
-- note: Files, mails, media, and what is fetched or sent without an interface of ours. Between our own
--   components only what comes from a zone of less trust, and then business data. Paper is read by people.
-- ja: 流れ「{flow|flow}」で受け取る中身を確かめていない(不正なファイルやデータがそのまま入る)
-- en: what the flow "{flow|flow}" brings is not checked; harmful files or data come straight in
SELECT 'flow' AS subject_kind, f.id AS subject_id, '' AS key, f.id AS flow
FROM   flow f
LEFT   JOIN interface i
       ON i.id = f.interface
WHERE  f.content_check = 'none'
AND    (i.type IN ('file', 'mail', 'media') OR f.interface IS NULL)
AND    f.to_kind = 'component'
AND    lower(f.protocol) <> 'paper'
AND    (f.from_kind IN ('actor', 'link')
        OR (EXISTS (SELECT 1
                    FROM   flow_crossing x
                    WHERE  x.flow = f.id
                    AND    x.trust_from < x.trust_to)
            AND EXISTS (SELECT 1
                        FROM   flow_information v
                        JOIN   information n
                               ON n.id = v.value
                        WHERE  v.id = f.id
                        AND    n.form IN ('record', 'file'))))
