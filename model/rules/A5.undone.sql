-- id: A5.undone
-- check: column
-- rows: A3, A4, A5
-- class: should
-- severity: high
-- note: must for what is of high or critical severity.
-- ja: アセッサーの「{recommendation|recommendation}」は実施すると回答されたまま、実施されていない
-- en: what the assessor asked for, "{recommendation|recommendation}", was promised and never done
SELECT 'recommendation' AS subject_kind, r.id AS subject_id, '' AS key, k.check_id, r.id AS recommendation,
       CASE WHEN r.severity IN ('high', 'critical') THEN 'must' ELSE 'should' END AS class
FROM   recommendation r
LEFT   JOIN evaluation e
       ON e.id = r.evaluation
JOIN   gate_check k
       ON k.phase = coalesce(e.phase, 8)
WHERE  r.answer IN ('accept', 'part')
AND    r.done_at IS NULL
AND    r.closed_at IS NULL
AND    r.due + mv('recommend.done') <= :now
