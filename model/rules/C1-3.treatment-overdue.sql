-- id: C1-3.treatment-overdue
-- check: C1-3
-- rows: C1-3, S1-R3, A3
-- class: must
-- severity: high
-- waits: threats
-- note: must for grave risks, should for the others that need a treatment.
-- ja: シナリオ「{scenario|scenario}」への対応は期限を過ぎたが、リスクは値{current}のままで、目標の{target}に届いていない
-- en: the treatment of "{scenario|scenario}" is past its date, and the risk still stands at {current} instead of {target}
SELECT 'treatment' AS subject_kind, t.id AS subject_id, '' AS key,
       CASE WHEN r.current <= mv('risk.grave') THEN 'must' ELSE 'should' END AS class,
       t.scenario, r.current, t.target
FROM   treatment t
JOIN   risk r
       ON r.scenario = t.scenario
WHERE  t.due <= :now
AND    r.current < t.target
AND    r.current <= mv('treatment.from')
AND    NOT EXISTS (
           SELECT 1
           FROM   acceptance_now a
           WHERE  a.scenario = t.scenario
           AND    a.put_at > t.due)
AND    NOT EXISTS (
           SELECT 1
           FROM   treatment n
           WHERE  n.scenario = t.scenario
           AND    n.due > :now
           AND    n.put_at > t.put_at
           AND    n.put_at <= t.due)
