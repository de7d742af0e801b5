-- id: C5-5.wrong-role
-- check: C5-5
-- rows: C5-5, S6-T3, A5
-- class: must
-- severity: high
-- ja: 指摘「{issue|issue}」を誤検知としたのは、その権限のない役割({role})だった
-- en: the issue "{issue|issue}" was judged a false alarm by a role that may not ({role})
SELECT 'issue' AS subject_kind, i.id AS subject_id, '' AS key, i.id AS issue, i.put_role AS role
FROM   issue i
WHERE  i.status = 'false_positive'
AND    i.source IN ('assessment', 'tool')
AND    (i.put_role = 'contractor'
        OR (rank_order((SELECT rank FROM context)) = 3 AND i.put_role <> 'assessor'))
