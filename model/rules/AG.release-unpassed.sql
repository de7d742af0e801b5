-- id: AG.release-unpassed
-- check: C1-1
-- rows: AG, C1-1
-- class: must/should/should
-- severity: high
-- note: A release has passed when its test gate (phase 6) or a later one did; a standard change that was
--   approved and needed no security review may go without.
-- ja: 「{component|component}」の版 {version} は、工程のゲートを通らずに本番で動いている
-- en: version {version} of "{component|component}" runs in production without having passed its gates
WITH released AS (
    SELECT m.id, max(m.at) AS at, m.change
    FROM   model_change m
    WHERE  m.kind = 'component'
    AND    m.field = 'version'
    GROUP  BY m.id
)
SELECT 'component' AS subject_kind, c.id AS subject_id, '' AS key, c.id AS component, c.version
FROM   released r
JOIN   component c
       ON c.id = r.id
JOIN   system s
       ON s.id = :system
WHERE  s.development = 'agile'
AND    c.custom = 1
AND    c.env = 'production'
AND    c.version IS NOT NULL
AND    r.at + mv('ag.lag') <= :now
AND    NOT EXISTS (
           SELECT 1
           FROM   gate_event g
           WHERE  g.release = c.version
           AND    g.phase >= 6
           AND    g.move IN ('pass', 'conditional', 'force'))
AND    NOT EXISTS (
           SELECT 1
           FROM   change h
           JOIN   ok a
                  ON a.id = h.id
                  AND a.kind = 'change'
           WHERE  h.id = r.change
           AND    h.type = 'standard'
           AND    h.security_review = 'not_needed')
