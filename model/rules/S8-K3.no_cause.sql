-- id: S8-K3.no_cause
-- check: C7-9
-- rows: S8-K3, C7-9
-- class: must
-- severity: high
-- ja: インシデント({incident})は、{what_ja}が書かれないまま完了とされた
-- en: the incident {incident} was closed without {what_en}
SELECT 'incident' AS subject_kind, i.id AS subject_id, '' AS key, i.id AS incident,
       CASE WHEN blank(i.root_cause, 10) THEN '原因' ELSE '再発防止' END AS what_ja,
       CASE WHEN blank(i.root_cause, 10) THEN 'its cause' ELSE 'what prevents it' END AS what_en
FROM   incident i
WHERE  i.closed_at IS NOT NULL
AND    (blank(i.root_cause, 10) OR blank(i.prevention, 10))
