-- id: C3-9.kind
-- check: C3-9
-- rows: C3-9, S4-K2, X6-1
-- class: must/should/should
-- severity: medium
-- note: Where privileged accounts exist their operations have to be logged at any rank; in operation a gap is
--   graver at rank mid too.
-- ja: {component|component}で、必要なログ({events|log_source.events})を取っていない
-- en: needed logs ({events|log_source.events}) are not taken of {component|component}
WITH missing AS (
    SELECT n.component, n.event, n.held
    FROM   log_needed n
    WHERE  NOT EXISTS (SELECT 1
                       FROM   log_taken t
                       WHERE  t.component = n.component
                       AND    t.event = n.event)
)
SELECT 'component' AS subject_kind, m.component AS subject_id, '' AS key, m.component,
       group_concat(m.event, ', ') AS events,
       CASE WHEN max(m.held) THEN 'must'
            WHEN (SELECT rank FROM context) = 'mid' AND EXISTS (SELECT 1 FROM in_operation) THEN 'must' END AS class,
       CASE WHEN EXISTS (SELECT 1 FROM in_operation) THEN 'high' END AS severity
FROM   missing m
GROUP  BY m.component
