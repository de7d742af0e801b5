-- id: C1-3.acceptance-outgrown
-- check: C1-3
-- rows: C1-3, S1-R3, A3, P5a
-- class: must
-- severity: high
-- waits: threats
-- note: A value that has just risen leaves grace.value to decide. Only the CISO accepts a risk of value A.
-- ja: シナリオ「{scenario|scenario}」は今は値{current}で、{why}
-- en: "{scenario|scenario}" now stands at {current}, {why_en}
WITH newest AS (
    SELECT a.id, a.scenario, a.residual, a.put_role, max(a.put_at) AS at FROM acceptance_now a GROUP BY a.scenario
)
SELECT 'acceptance' AS subject_kind, n.id AS subject_id, '' AS key, n.scenario, r.current,
       '受容したときの値' || n.residual || 'より大きくなっている' AS why,
       'more than the ' || n.residual || ' that was accepted' AS why_en
FROM   newest n
JOIN   risk r
       ON r.scenario = n.scenario
WHERE  r.current < n.residual
AND    coalesce(r.since, 0) + mv('grace.value') <= :now
UNION ALL
SELECT 'acceptance', n.id, 'role', n.scenario, r.current,
       'それを受容できるCISOではなくリスクオーナーが受容している',
       'which only the CISO may accept, and the owner did'
FROM   newest n
JOIN   risk r
       ON r.scenario = n.scenario
WHERE  r.current = 'A'
AND    n.put_role = 'owner'
AND    coalesce(r.since, 0) + mv('grace.value') <= :now
