-- id: C1-3.untreated
-- check: C1-3
-- rows: C1-3, S1-R3, A3
-- class: must
-- severity: high
-- waits: threats
-- note: A risk that was accepted before speaks as C1-3.acceptance-lapsed. A value that has just risen
--   leaves grace.value to decide.
-- ja: シナリオ「{scenario|scenario}」は受容基準を超える値{current}なのに、対応が決まっていない
-- en: the scenario "{scenario|scenario}" stands at {current}, above the limit, and no treatment was decided
SELECT 'scenario' AS subject_kind, r.scenario AS subject_id, '' AS key, r.scenario, r.current
FROM   risk r
WHERE  r.current < (SELECT value FROM acceptance_limit)
AND    coalesce(r.since, 0) + mv('grace.value') <= :now
AND    NOT EXISTS (SELECT 1 FROM treatment t WHERE t.scenario = r.scenario)
AND    NOT EXISTS (
           SELECT 1
           FROM   acceptance_all a
           WHERE  a.subject_kind = 'scenario'
           AND    a.subject_id = r.scenario)
