-- id: A5.declined
-- check: column
-- rows: A3, A4, A5, P5a
-- class: should
-- severity: high
-- note: A risk scenario or an issue that was declined needs an acceptance in force; anything else a reason.
-- ja: 「{recommendation|recommendation}」は実施しないと回答されたが、{why}
-- en: "{recommendation|recommendation}" was declined, but {why_en}
SELECT 'recommendation' AS subject_kind, r.id AS subject_id, '' AS key, k.check_id, r.id AS recommendation,
       CASE WHEN r.subject_kind IN ('scenario', 'issue') THEN '残るリスクが受容されていない'
            ELSE '理由が書かれていない' END AS why,
       CASE WHEN r.subject_kind IN ('scenario', 'issue') THEN 'nobody has accepted the risk that remains'
            ELSE 'no reason was given' END AS why_en
FROM   recommendation r
LEFT   JOIN evaluation e
       ON e.id = r.evaluation
JOIN   gate_check k
       ON k.phase = coalesce(e.phase, 8)
WHERE  r.answer = 'decline'
AND    r.severity IN ('high', 'critical')
AND    r.closed_at IS NULL
AND    (r.subject_kind IN ('scenario', 'issue')
        OR blank(r.answer_text, 10))
AND    NOT EXISTS (
           SELECT 1
           FROM   acceptance a
           WHERE  a.subject_kind = r.subject_kind
           AND    a.subject_id = r.subject_id
           AND    a.ends_on > :now)
