-- id: X6-2.no_reviewer
-- check: C7-6
-- rows: X6-2, C7-6
-- class: should
-- severity: medium
-- ja: ログ「{source|log_source}」を点検する担当が{why_ja}
-- en: nobody is there to review the log "{source|log_source}": {why_en}
SELECT 'log_source' AS subject_kind, l.id AS subject_id, '' AS key, l.id AS source,
       CASE WHEN l.reviewer IS NULL THEN '決まっていない' ELSE '空席か離任している' END AS why_ja,
       CASE WHEN l.reviewer IS NULL THEN 'no duty is named' ELSE 'the duty is vacant or its holder has left' END AS why_en
FROM   log_source l
JOIN   in_operation o
LEFT   JOIN duty d
       ON d.id = l.reviewer
WHERE  (d.person IS NULL OR d.person IN (SELECT g.id FROM gone g))
AND    (d.deputy IS NULL OR d.deputy IN (SELECT g.id FROM gone g))
