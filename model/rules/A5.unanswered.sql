-- id: A5.unanswered
-- check: column
-- rows: A3, A4, A5
-- class: must
-- severity: medium
-- note: What came from monitoring, not from the evaluation of a phase, counts in operation. should for what is
--   of low severity.
-- ja: アセッサーの{kind_ja}「{recommendation|recommendation}」に、期限{due|date}までの回答がない
-- en: the assessor's {kind_en} "{recommendation|recommendation}" got no answer by {due|date}
SELECT 'recommendation' AS subject_kind, r.id AS subject_id, '' AS key, k.check_id, r.id AS recommendation,
       r.due - 1 AS due,
       CASE WHEN r.severity IN ('low', 'info') THEN 'should' ELSE 'must' END AS class,
       CASE r.addressee WHEN 'manager' THEN '進言' ELSE '勧告・提言' END AS kind_ja,
       CASE r.addressee WHEN 'manager' THEN 'advice' ELSE 'recommendation' END AS kind_en
FROM   recommendation r
LEFT   JOIN evaluation e
       ON e.id = r.evaluation
JOIN   gate_check k
       ON k.phase = coalesce(e.phase, 8)
WHERE  r.answer IS NULL
AND    r.due <= :now
AND    r.closed_at IS NULL
