-- id: C6-2.older_than_design
-- check: C6-2
-- rows: C6-2, S7-R2, N1
-- class: should
-- severity: medium
-- ja: 手順書「{procedure|procedure}」は、その後の構成の変更({n}件、最後は{last|date})に合わせて見直されていない
-- en: the procedure "{procedure|procedure}" was not reviewed after {n} later changes of the architecture (last on {last|date})
SELECT 'procedure' AS subject_kind, p.id AS subject_id, '' AS key, p.id AS procedure, count(*) AS n, max(m.at) AS last
FROM   procedure p
JOIN   model_change m
       ON m.at > p.reviewed_on + 24 * 3600000000
WHERE  p.system = :system
AND    p.type IN ('incident', 'monitoring', 'backup', 'configuration', 'continuity')
AND    m.kind IN ('component', 'zone', 'interface', 'flow')
AND    m.at <= :now - mv('grace.procedure')
AND    NOT EXISTS (SELECT 1
                   FROM   component c
                   WHERE  m.kind = 'component'
                   AND    c.id = m.id
                   AND    c.env <> 'production')
AND    p.reviewed_on + coalesce(p.every, mv('interval.procedure')) > :now
GROUP  BY p.id
