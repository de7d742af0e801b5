-- id: A5.unclosed
-- check: column
-- rows: A4, A5
-- class: should
-- severity: medium
-- ja: 「{recommendation|recommendation}」は{done|date}に実施されたが、アセッサーがまだ確かめていない
-- en: "{recommendation|recommendation}" was done on {done|date}, but the assessor has not confirmed it
SELECT 'recommendation' AS subject_kind, r.id AS subject_id, '' AS key, k.check_id, r.id AS recommendation, r.done_at AS done
FROM   recommendation r
LEFT   JOIN evaluation e
       ON e.id = r.evaluation
JOIN   gate_check k
       ON k.phase = coalesce(e.phase, 8)
WHERE  r.done_at + mv('recommend.confirm') <= :now
AND    r.closed_at IS NULL
