-- id: C5-5.acceptance-ended
-- check: C5-5
-- rows: C5-5, S6-T3, A3, N3
-- class: must
-- severity: high
-- ja: 指摘「{issue|issue}」の受容は、{why_ja}
-- en: the acceptance of the issue "{issue|issue}" {why_en}
WITH newest AS (
    SELECT a.subject_id, a.put_at, a.ends_on,
           row_number() OVER (PARTITION BY a.subject_id ORDER BY a.ends_on DESC, a.id) AS nth
    FROM   acceptance a
    WHERE  a.subject_kind = 'issue'
),
judged AS (
    SELECT i.id,
           CASE WHEN n.ends_on <= :now THEN 'ended'
                WHEN EXISTS (SELECT 1
                             FROM   model_change m
                             WHERE  m.kind = i.subject_kind
                             AND    m.id = i.subject_id
                             AND    m.field IN ('exposure', 'auth', 'authorisation')
                             AND    m.at > n.put_at) THEN 'changed' END AS why
    FROM   issue i
    JOIN   newest n
           ON n.subject_id = i.id
           AND n.nth = 1
    WHERE  i.status IN ('open', 'fixing')
    AND    i.gone_at IS NULL
)
SELECT 'issue' AS subject_kind, j.id AS subject_id, j.why AS key, j.id AS issue,
       CASE j.why WHEN 'changed' THEN 'should' ELSE 'must' END AS class,
       CASE j.why WHEN 'ended' THEN '期限が切れた。直すか、改めて受容を決める' ELSE '対象の公開範囲や認証が変わった後、見直されていない' END AS why_ja,
       CASE j.why WHEN 'ended' THEN 'has ended; mend it or decide again' ELSE 'was not looked at again after exposure or authentication of its subject changed' END AS why_en
FROM   judged j
WHERE  j.why IS NOT NULL
