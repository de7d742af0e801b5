-- id: N1.place_missed
-- check: C3-6
-- rows: N1, C3-6, S4-T1
-- class: should
-- severity: high
-- note: Interfaces of one component and one exposure are siblings. A like control at the newer one, at its
--   component, what that runs on, its zones or the system protects it too.
-- ja: 入口「{interface|interface}」は「{sibling|interface}」より後に加わったが、そちらにある対策「{control|control}」に当たるものがない
-- en: the interface "{interface|interface}" came after "{sibling|interface}" and lacks what guards that one: "{control|control}"
SELECT 'interface' AS subject_kind, n.id AS subject_id, c.library AS key, n.id AS interface, o.id AS sibling, c.id AS control
FROM   control_counted c
JOIN   control_places p
       ON p.id = c.id
       AND p.value_kind = 'interface'
JOIN   interface o
       ON o.id = p.value_id
JOIN   interface n
       ON n.component = o.component
       AND n.exposure = o.exposure
WHERE  n.created_at > o.created_at
AND    n.exposure <> 'isolated'
AND    NOT EXISTS (SELECT 1
                   FROM   control_counted k
                   JOIN   control_places q
                          ON q.id = k.id
                   WHERE  k.library = c.library
                   AND    k.function = c.function
                   AND    (q.value_kind = 'system'
                           OR EXISTS (SELECT 1
                                      FROM   guard_place g
                                      WHERE  g.kind = 'interface'
                                      AND    g.id = n.id
                                      AND    g.place_kind = q.value_kind
                                      AND    g.place_id = q.value_id)))
GROUP  BY n.id, c.library
