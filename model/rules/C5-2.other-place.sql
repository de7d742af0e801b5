-- id: C5-2.other-place
-- check: C5-2
-- rows: C5-2, S6-R2
-- class: should
-- severity: medium
-- ja: 診断「{assessment|assessment}」は、本番と異なる{what_ja}({seen})に対して行われた
-- en: the assessment "{assessment|assessment}" looked at another {what_en} ({seen}) than what is in production
WITH newest AS (
    SELECT a.id, a.type, a.env, a.version, a.finished_on
    FROM   assessment a
    WHERE  a.finished_on <= :now
    AND    a.finished_on + mv('interval.assessment') > :now
    AND    NOT EXISTS (SELECT 1
                       FROM   assessment b
                       WHERE  b.type = a.type
                       AND    b.finished_on > a.finished_on
                       AND    b.finished_on <= :now)
)
SELECT 'assessment' AS subject_kind, n.id AS subject_id, 'env' AS key, n.id AS assessment, n.env AS seen,
       '環境' AS what_ja, 'environment' AS what_en
FROM   newest n
WHERE  n.env IN ('test', 'development')
UNION ALL
SELECT DISTINCT 'assessment', n.id, 'version', n.id, n.version, '版', 'version'
FROM   newest n
JOIN   assessment_scope x
       ON x.id = n.id
JOIN   at_component t
       ON t.kind = x.value_kind
       AND t.id = x.value_id
JOIN   component c
       ON c.id = t.component
WHERE  n.env <> 'production'
AND    c.custom = 1
AND    c.env = 'production'
AND    c.version <> n.version
AND    NOT EXISTS (SELECT 1
                   FROM   chg g
                   WHERE  g.kind = 'component'
                   AND    g.id = c.id
                   AND    g.at > n.finished_on)
