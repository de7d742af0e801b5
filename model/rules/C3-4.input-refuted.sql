-- id: C3-4.input-refuted
-- check: C3-4
-- rows: C3-4, S4-K1
-- class: must
-- severity: medium
-- note: What administrators type into a shell or console is no input in this sense.
-- ja: 入口「{interface|interface}」は入力を受けないと申告されているが、{why_ja}
-- en: the interface "{interface|interface}" is declared as taking no input, but {why_en}
WITH closed AS (
    SELECT i.id, i.type
    FROM   interface i
    WHERE  i.input = 'no_input'
    AND    i.type NOT IN ('shell', 'console')
)
SELECT 'interface' AS subject_kind, c.id AS subject_id, 'flow' AS key, c.id AS interface,
       '流れ「' || coalesce(f.name, f.id) || '」で「' || coalesce(n.name, n.id) || '」を受け取っている' AS why_ja,
       'the flow "' || coalesce(f.name_en, f.name, f.id) || '" brings it "' || coalesce(n.name_en, n.name, n.id) || '"' AS why_en
FROM   closed c
JOIN   flow f
       ON f.interface = c.id
JOIN   flow_information x
       ON x.id = f.id
JOIN   information n
       ON n.id = x.value
WHERE  n.form <> 'published'
AND    ((f.initiator = 'from' AND f.both_ways = 1)
        OR c.type IN ('api', 'file', 'mail', 'db'))
GROUP  BY c.id
UNION ALL
SELECT 'interface', c.id, 'seen', c.id,
       count(DISTINCT o.path || ' ' || o.parameter) || '個の入力項目が見つかった(例: ' || min(o.path || ' ' || o.parameter) || ')',
       count(DISTINCT o.path || ' ' || o.parameter) || ' parameters were found, such as ' || min(o.path || ' ' || o.parameter)
FROM   closed c
JOIN   path_seen o
       ON o.interface = c.id
WHERE  glob_match(mv('parameters.framework'), o.parameter) = 0
GROUP  BY c.id
