-- id: C3-10
-- waits: detection
-- note: Every grave scenario, covered by a detection rule that works; every log source in production, covered by
--   a rule on it that raises alerts, or by somebody in office who looks at it at intervals. A statement must be
--   newer than the last change of the log source.
WITH reader AS (
    SELECT d.id
    FROM   duty d
    WHERE  (d.person IS NOT NULL AND d.person NOT IN (SELECT g.id FROM gone g))
    OR     (d.deputy IS NOT NULL AND d.deputy NOT IN (SELECT g.id FROM gone g))
),
source AS (
    SELECT l.id, l.put_at, g.at AS changed,
           CASE WHEN l.alerting = 1
                     AND EXISTS (SELECT 1
                                 FROM   rule_coverage k
                                 WHERE  k.log_source = l.id
                                 AND    k.state IN ('live', 'untested')) THEN 'rule'
                WHEN l.review_interval IS NOT NULL
                     AND l.reviewer IN (SELECT r.id FROM reader r) THEN 'duty' END AS by_what, l.reviewer
    FROM   log_source l
    JOIN   component c
           ON c.id = l.component
    LEFT   JOIN chg g
           ON g.kind = 'log_source'
           AND g.id = l.id
    WHERE  c.env = 'production'
)
SELECT 'scenario' AS subject_kind, h.scenario AS subject_id, CASE WHEN k.rule IS NOT NULL THEN 'rule' END AS cover_kind,
       k.rule AS cover_id, CASE WHEN k.rule IS NOT NULL THEN mv('proof.upload') END AS proof,
       :now AS collected_at, NULL AS fresh_until, NULL AS changed_at,
       CASE WHEN k.rule IS NULL THEN 'never' END AS reason
FROM   hot h
LEFT   JOIN (SELECT v.scenario, min(v.rule) AS rule
             FROM   rule_coverage v
             WHERE  v.state = 'live'
             GROUP  BY v.scenario) k
       ON k.scenario = h.scenario
UNION ALL
SELECT 'log_source', s.id, s.by_what, CASE s.by_what WHEN 'rule' THEN s.id WHEN 'duty' THEN s.reviewer END,
       CASE s.by_what WHEN 'rule' THEN mv('proof.upload')
                      WHEN 'duty' THEN max(o.proof, coalesce(w.proof, 0)) END,
       max(s.put_at, coalesce(s.changed, 0)), NULL, s.changed,
       CASE WHEN s.by_what IS NULL THEN 'never' END
FROM   source s
JOIN   object_proof o
       ON o.kind = 'log_source'
       AND o.id = s.id
LEFT   JOIN check_word w
       ON w.check_id = 'C3-10'
