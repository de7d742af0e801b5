-- id: C7-9.no_change
-- check: C7-9
-- rows: C7-9, S8-K3, N3
-- class: should
-- severity: high
-- ja: 「{procedure|procedure}」は「問題なし」と見直されたが、その期間に{what_ja}
-- en: "{procedure|procedure}" was reviewed as "no problem", yet in that period {what_en}
WITH item AS (
    SELECT v.id, v.since, v.at, i.subject_id, i.text
    FROM   review v
    JOIN   review_items i
           ON i.id = v.id
    WHERE  v.type = 'process'
    AND    i.subject_kind = 'procedure'
    AND    i.result = 'ok'
),
counted AS (
    SELECT t.id, t.subject_id, t.text,
           (SELECT count(*)
            FROM   model_change m
            WHERE  m.kind IN ('component', 'interface', 'zone', 'duty')
            AND    m.at BETWEEN t.since AND t.at
            AND    NOT EXISTS (SELECT 1
                               FROM   component c
                               WHERE  m.kind = 'component'
                               AND    c.id = m.id
                               AND    c.env <> 'production')) >= mv('process.changes') AS changed,
           EXISTS (SELECT 1
                   FROM   incident n
                   WHERE  n.closed_at BETWEEN t.since AND t.at) AS incident,
           EXISTS (SELECT 1
                   FROM   drill d
                   WHERE  d.result IN ('partly', 'failed')
                   AND    d.held_at BETWEEN t.since AND t.at) AS drill
    FROM   item t
)
SELECT 'procedure' AS subject_kind, c.subject_id, c.id AS key, c.subject_id AS procedure,
       CASE WHEN rank_order((SELECT rank FROM context)) = 3
            AND c.changed + c.incident + c.drill = 3 THEN 'must' ELSE 'should' END AS class,
       CASE WHEN c.incident THEN 'インシデントが終わっている' WHEN c.drill THEN '訓練が目標に届いていない'
            ELSE '構成や担当が何度も変わっている' END AS what_ja,
       CASE WHEN c.incident THEN 'an incident was closed' WHEN c.drill THEN 'a drill fell short'
            ELSE 'configuration or duties changed several times' END AS what_en
FROM   counted c
WHERE  (c.changed OR c.incident OR c.drill)
AND    blank(c.text, 10)
