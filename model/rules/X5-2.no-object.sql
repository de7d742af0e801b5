-- id: X5-2.no-object
-- check: C3-4
-- rows: X5-2, C3-4, S4-K1
-- class: must
-- severity: high
-- note: What an interface guards is what its flows carry; where no flow uses it, what its component holds.
-- ja: 入口「{interface|interface}」は対象の番号などを受け取るのに、その人が扱ってよい対象かを確かめない({authorisation|interface.authorisation})
-- en: the interface "{interface|interface}" takes ids of objects without asking whether the caller may have that object ({authorisation|interface.authorisation})
WITH guarded AS (
    SELECT i.id, i.authorisation, i.exposure, p.c, p.i, p.personal
    FROM   interface i
    JOIN   flow f
           ON f.interface = i.id
    JOIN   place_class p
           ON p.place_kind = 'flow'
           AND p.place_id = f.id
    WHERE  i.object_ids = 1
    UNION ALL
    SELECT i.id, i.authorisation, i.exposure, p.c, p.i, p.personal
    FROM   interface i
    JOIN   place_class p
           ON p.place_kind = 'component'
           AND p.place_id = i.component
    WHERE  i.object_ids = 1
    AND    NOT EXISTS (SELECT 1
                       FROM   flow f
                       WHERE  f.interface = i.id)
)
SELECT DISTINCT 'interface' AS subject_kind, g.id AS subject_id, '' AS key, g.id AS interface, g.authorisation
FROM   guarded g
WHERE  g.exposure <> 'isolated'
AND    g.authorisation IN ('none', 'role')
AND    (g.c >= 2 OR g.i = 2 OR g.personal <> 'none')
