-- id: C3-9
-- waits: evidence
-- note: Every scenario from the value on that calls for a treatment, covered by a log taken on its way; every
--   production component whose type calls for logs, covered when all kinds of event that are needed are
--   taken. In operation only logs that come in count, until they fall silent; since the log source changed.
WITH state AS (
    SELECT s.id, s.component, s.seen_at, s.fresh_until, s.proof, g.at AS changed_at
    FROM   log_source_state s
    LEFT   JOIN chg g
           ON g.kind = 'log_source'
           AND g.id = s.id
),
event AS (
    SELECT n.component, n.event, s.id, max(s.seen_at) AS seen_at, s.fresh_until, s.proof, s.changed_at,
           t.log_source IS NOT NULL AS declared
    FROM   log_needed n
    LEFT   JOIN log_taken t
           ON t.component = n.component
           AND t.event = n.event
    LEFT   JOIN state s
           ON s.id = t.log_source
    GROUP  BY n.component, n.event
),
ranked AS (
    SELECT e.component, e.id, e.seen_at, e.fresh_until, e.proof, e.changed_at, e.declared,
           row_number() OVER (PARTITION BY e.component ORDER BY coalesce(e.seen_at, 0), e.id) AS nth
    FROM   event e
),
logged AS (
    SELECT e.component, max(CASE e.nth WHEN 1 THEN e.id END) AS id, min(coalesce(e.seen_at, 0)) AS seen_at, min(e.fresh_until) AS fresh_until, min(e.proof) AS proof,
           max(e.changed_at) AS changed_at,
           CASE WHEN NOT min(e.declared) THEN 'unnamed' WHEN min(coalesce(e.seen_at, 0)) = 0 THEN 'never' END AS reason
    FROM   ranked e
    GROUP  BY e.component
)
SELECT 'scenario' AS subject_kind, r.scenario AS subject_id,
       CASE WHEN s.seen_at IS NOT NULL THEN 'log_source' END AS cover_kind, CASE WHEN s.seen_at IS NOT NULL THEN s.id END AS cover_id,
       CASE WHEN s.seen_at IS NOT NULL THEN s.proof END AS proof,
       s.seen_at AS collected_at, s.fresh_until, s.changed_at,
       CASE WHEN s.seen_at IS NULL THEN 'never' END AS reason
FROM   risk r
LEFT   JOIN (SELECT x.value AS scenario, t.id, t.seen_at, t.fresh_until, t.proof, t.changed_at
             FROM   log_source_scenarios x
             JOIN   state t
                    ON t.id = x.id
             JOIN   on_way w
                    ON w.scenario = x.value
                    AND w.component = t.component) s
       ON s.scenario = r.scenario
WHERE  r.inherent <= mv('treatment.from')
UNION ALL
SELECT 'component', l.component, CASE WHEN l.reason IS NULL THEN 'log_source' END, CASE WHEN l.reason IS NULL THEN l.id END,
       CASE WHEN l.reason IS NULL THEN l.proof END, l.seen_at, l.fresh_until, l.changed_at, l.reason
FROM   logged l
