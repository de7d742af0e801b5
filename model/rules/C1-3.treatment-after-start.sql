-- id: C1-3.treatment-after-start
-- check: C1-3
-- rows: C1-3, S1-R3, A3, P1
-- class: should
-- severity: high
-- waits: threats
-- note: Silent for risks that were found when the service already ran.
-- ja: 重大なシナリオ「{scenario|scenario}」への対応が、運用開始より後の{due|date}に回されている
-- en: the treatment of the grave scenario "{scenario|scenario}" is put off to {due|date}, after service begins
SELECT 'treatment' AS subject_kind, t.id AS subject_id, '' AS key, t.scenario, t.due - 1 AS due
FROM   system s
JOIN   treatment t
       ON t.due > s.starts_on
JOIN   scenario c
       ON c.id = t.scenario
JOIN   risk r
       ON r.scenario = t.scenario
WHERE  t.choice IN ('reduce', 'avoid')
AND    r.inherent <= mv('risk.grave')
AND    c.created_at < s.starts_on
AND    s.created_at < s.starts_on
AND    NOT EXISTS (
           SELECT 1
           FROM   acceptance_now a
           WHERE  a.scenario = t.scenario
           AND    a.ends_on >= t.due)
