-- id: C5-5.no-retest
-- check: C5-5
-- rows: C5-5, S6-T3
-- class: must
-- severity: high
-- ja: 指摘「{issue|issue}」は修正済みとされたが、{why_ja}
-- en: the issue "{issue|issue}" is called fixed, but {why_en}
WITH judged AS (
    SELECT i.id, i.fixed_at, r.at,
           i.retested_in_kind = 'assessment'
           AND i.subject_kind IN ('component', 'interface')
           AND NOT EXISTS (SELECT 1
                           FROM   assessment_scope x
                           JOIN   at_component t
                                  ON t.kind = x.value_kind
                                  AND t.id = x.value_id
                           JOIN   at_component u
                                  ON u.component = t.component
                           WHERE  x.id = i.retested_in_id
                           AND    u.kind = i.subject_kind
                           AND    u.id = i.subject_id) AS elsewhere
    FROM   issue i
    LEFT   JOIN looked_again r
           ON r.kind = i.retested_in_kind
           AND r.id = i.retested_in_id
    WHERE  i.status = 'fixed'
    AND    i.id IN (SELECT id FROM surface_issue)
    AND    i.gone_at IS NULL
)
SELECT 'issue' AS subject_kind, j.id AS subject_id,
       CASE WHEN j.at IS NULL THEN '' WHEN j.at < j.fixed_at THEN 'before' ELSE 'elsewhere' END AS key, j.id AS issue,
       CASE WHEN j.at IS NULL THEN '直ったことを確かめる再診断がない' WHEN j.at < j.fixed_at THEN '再診断は修正より前に行われている'
            ELSE '再診断の範囲にこの対象が入っていない' END AS why_ja,
       CASE WHEN j.at IS NULL THEN 'no retest shows it' WHEN j.at < j.fixed_at THEN 'its retest was before the fix'
            ELSE 'its retest did not cover it' END AS why_en
FROM   judged j
WHERE  j.at IS NULL
OR     j.at < j.fixed_at
OR     j.elsewhere
