-- id: P1.built-first
-- check: C1-3
-- rows: P1, C1-3
-- class: must/should/should
-- severity: high
-- note: A phase that has passed once was decided before; an agile system may be on its way through release
--   after release. Silent for contracts that were recorded after they began.
-- ja: 契約「{contract|contract}」の開発は始まっているが、工程{phase}はまだ一度も通過していない
-- en: development under "{contract|contract}" has begun, but phase {phase} has never been passed
WITH early(phase) AS (VALUES (1), (2))
SELECT 'contract' AS subject_kind, c.id AS subject_id, '' AS key, c.id AS contract, min(e.phase) AS phase
FROM   contract c
JOIN   early e
       ON NOT EXISTS (
              SELECT 1
              FROM   gate_event g
              WHERE  g.phase = e.phase
              AND    g.move IN ('pass', 'conditional', 'force'))
WHERE  c.type = 'development'
AND    c.stage = 'concluded'
AND    c.starts_on <= :now
AND    c.created_at <= c.starts_on
AND    NOT EXISTS (
           SELECT 1
           FROM   system s
           JOIN   gate_event g
                  ON g.phase = 2
           WHERE  s.development = 'agile'
           AND    g.release IS NOT NULL)
GROUP  BY c.id
