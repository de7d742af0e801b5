-- id: C1-1.unregistered
-- check: C1-1
-- rows: C1-1, S1-T1
-- class: should
-- severity: low
-- ja: 運用または調達が進んでいるのに、政府情報システムIDが登録されていない
-- en: the system is in service or procured, but has no government system id
SELECT 'system' AS subject_kind, s.id AS subject_id, '' AS key
FROM   system s
WHERE  s.gov_id IS NULL
AND    (s.starts_on <= :now
        OR EXISTS (
               SELECT 1
               FROM   gate_state g
               WHERE  g.phase = 3
               AND    g.state IN ('passed', 'conditional')))
