-- id: C5-5.back
-- check: C5-5
-- rows: C5-5, S6-T3
-- class: must
-- severity: high
-- ja: 指摘「{issue|issue}」は修正済みとされた後に、{what_ja}
-- en: after the issue "{issue|issue}" was called fixed, {what_en}
SELECT 'issue' AS subject_kind, i.id AS subject_id, '' AS key, i.id AS issue,
       CASE WHEN i.last_seen_at > i.fixed_at THEN 'また見つかった' ELSE '同じものが新しい指摘として出ている' END AS what_ja,
       CASE WHEN i.last_seen_at > i.fixed_at THEN 'it was seen again' ELSE 'the same came up as a new one' END AS what_en
FROM   issue i
WHERE  i.status = 'fixed'
AND    (i.last_seen_at > i.fixed_at
        OR EXISTS (SELECT 1
                   FROM   issue n
                   WHERE  n.fingerprint = i.fingerprint
                   AND    n.id <> i.id
                   AND    n.status <> 'false_positive'
                   AND    n.found_at > i.fixed_at))
