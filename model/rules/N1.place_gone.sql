-- id: N1.place_gone
-- check: C3-6
-- rows: N1, C3-6, S4-T1
-- class: must
-- severity: medium
-- ja: 対策「{control|control}」の置き場所が{what_ja}
-- en: {what_en} of the control "{control|control}"
WITH lost AS (
    SELECT c.id, count(*) AS n, sum(o.retired_at IS NOT NULL) AS gone,
           min(CASE WHEN o.retired_at IS NOT NULL THEN coalesce(o.name, o.id) END) AS one
    FROM   control c
    JOIN   control_places p
           ON p.id = c.id
    JOIN   object o
           ON o.kind = p.value_kind
           AND o.id = p.value_id
    WHERE  c.state = 'implemented'
    GROUP  BY c.id
)
SELECT 'control' AS subject_kind, l.id AS subject_id, '' AS key, l.id AS control,
       CASE WHEN l.gone < l.n THEN 'should' END AS class,
       CASE WHEN l.gone < l.n THEN '一部廃止されている(' || l.one || 'など' || l.gone || 'か所)' ELSE 'すべて廃止されている' END AS what_ja,
       CASE WHEN l.gone < l.n THEN l.gone || ' of the places, such as ' || l.one || ', are retired' ELSE 'all places are retired' END AS what_en
FROM   lost l
WHERE  l.gone > 0
