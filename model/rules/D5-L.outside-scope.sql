-- id: D5-L.outside-scope
-- check: C2-3
-- rows: D5-L, D5-2a, C2-3
-- class: need
-- severity: high
-- ja: {what_ja}
-- en: {what_en}
-- note: Shown it is by the name of the component, its product or one of its services in the declaration,
--   or by a yearly look that found it in order since it last changed. The latest look that found a
--   problem is a must, and so is a SaaS whose services are all missing from the services declared.
WITH used AS (
    SELECT c.id, coalesce(c.name, c.id) AS name, s.id AS service, coalesce(s.name, s.id) AS of_ja,
           coalesce(s.name_en, s.name, s.id) AS of_en, s.model, norm(s.declared_scope) AS scope,
           (SELECT i.result
            FROM   review r
            JOIN   review_items i
                   ON i.id = r.id
            WHERE  r.type = 'cloud'
            AND    i.subject_kind = 'component'
            AND    i.subject_id = c.id
            AND    NOT EXISTS (SELECT 1
                               FROM   model_change m
                               WHERE  m.kind = 'component'
                               AND    m.id = c.id
                               AND    m.at > r.at)
            ORDER  BY r.at DESC, r.id DESC
            LIMIT  1) AS result
    FROM   component c
    JOIN   cloud_service s
           ON s.id = c.cloud_service
    WHERE  c.env = 'production'
    AND    s.listing IN ('ismap', 'liu')
),
called AS (
    SELECT id, norm(name) AS word FROM component
    UNION
    SELECT c.id, norm(p.name)
    FROM   component c
    JOIN   product p
           ON p.id = c.product
    UNION
    SELECT v.id, norm(v.value) FROM component_services v
),
judged AS (
    SELECT u.id, u.name, u.service, u.of_ja, u.of_en, u.result,
           EXISTS (SELECT 1
                   FROM   called w
                   WHERE  w.id = u.id
                   AND    (instr(u.scope, w.word) > 0
                           OR w.word IN (SELECT norm(v.value) FROM cloud_service_scope_services v
                                         WHERE  v.id = u.service))) AS named,
           u.model = 'saas'
           AND EXISTS (SELECT 1 FROM component_services v WHERE v.id = u.id)
           AND EXISTS (SELECT 1 FROM cloud_service_scope_services v WHERE v.id = u.service) AS exact
    FROM   used u
)
SELECT 'component' AS subject_kind, id AS subject_id, CASE result WHEN 'problem' THEN 'problem' ELSE 'outside' END AS key,
       'must' AS class, '「' || name || '」が使う機能は、' || of_ja || 'の言明の対象に含まれていない' AS what_ja,
       'what "' || name || '" uses is not covered by the declaration of ' || of_en AS what_en
FROM   judged
WHERE  result = 'problem'
OR     (exact
        AND NOT named
        AND result IS NOT 'ok')
UNION ALL
SELECT 'cloud_service', service, '', 'need',
       max(of_ja) || 'の' || count(*) || '件(' || group_concat(CASE WHEN nth <= 20 THEN name END, '、')
       || ')が言明の対象範囲に入るか確かめられていない',
       'nobody has shown that ' || count(*) || ' parts of ' || max(of_en) || ' ('
       || group_concat(CASE WHEN nth <= 20 THEN name END, ', ') || ') lie in its declared scope'
FROM  (SELECT j.*, row_number() OVER (PARTITION BY j.service ORDER BY j.id) AS nth
       FROM   judged j
       WHERE  NOT j.named
       AND    NOT j.exact
       AND    coalesce(j.result, '') NOT IN ('ok', 'problem'))
GROUP  BY service
