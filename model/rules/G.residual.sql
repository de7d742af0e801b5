-- id: G.residual
-- check: C1-3
-- rows: A3, P5a, P5b
-- class: must
-- severity: high
-- waits: threats
-- note: A value that has just risen leaves grace.value to authorise anew.
-- ja: シナリオ「{scenario|scenario}」は受容基準を超える値{current}なのに、運用認可「{authorisation|authorisation}」の残存リスクに挙げられていない
-- en: the scenario "{scenario|scenario}" stands at {current}, above the limit, but the authorisation "{authorisation|authorisation}" does not list it
WITH newest AS (
    SELECT a.id, a.result, a.ends_on, max(a.put_at) AS at
    FROM   authorisation a
)
SELECT 'scenario' AS subject_kind, r.scenario AS subject_id, '' AS key, r.scenario, r.current, n.id AS authorisation
FROM   newest n
JOIN   risk r
       ON r.current < (SELECT value FROM acceptance_limit)
WHERE  n.result IN ('authorised', 'conditional')
AND    n.ends_on > :now
AND    coalesce(r.since, 0) + mv('grace.value') <= :now
AND    NOT EXISTS (
           SELECT 1
           FROM   authorisation_residual x
           WHERE  x.id = n.id
           AND    x.value = r.scenario)
