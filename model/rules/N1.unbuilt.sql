-- id: N1.unbuilt
-- check: C3-5
-- rows: N1, C3-5
-- class: must/must/should
-- severity: high
-- note: A control past its date is told by C3-5.planned. What is planned with a date after building has passed, or
--   under the condition with which it passed, is no gap.
-- ja: 対策「{control|control}」は、{why_ja}
-- en: the control "{control|control}" {why_en}
WITH planned AS (
    SELECT c.id, c.due, c.put_at FROM control c WHERE c.state = 'planned'
)
SELECT 'control' AS subject_kind, p.id AS subject_id, '' AS key, p.id AS control,
       '実装の工程が終わったのに計画のままで、いつ実装するかも決まっていない' AS why_ja,
       'is still only planned after building was finished, and no date is set' AS why_en
FROM   planned p
WHERE  p.due IS NULL
AND    (EXISTS (SELECT 1 FROM in_operation)
        OR EXISTS (SELECT 1
                   FROM   gate_state g
                   WHERE  g.phase = 5
                   AND    g.state IN ('passed', 'conditional')))
UNION ALL
SELECT 'control', p.id, '', p.id,
       '計画のままなのに、条件なしで実装の工程を通過している',
       'was still only planned when building passed without a condition'
FROM   planned p
JOIN   gate_state g
       ON g.phase = 5
WHERE  p.due > :now
AND    g.state = 'passed'
AND    p.put_at <= g.since
