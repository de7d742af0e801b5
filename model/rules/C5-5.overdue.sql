-- id: C5-5.overdue
-- check: C5-5
-- rows: C5-5, S6-T3, S8-K2
-- class: must
-- severity: high
-- ja: 指摘「{issue|issue}」は{why_ja}
-- en: the issue "{issue|issue}" {why_en}
WITH judged AS (
    SELECT i.id, coalesce((SELECT min(d.due)
                           FROM   deadline d
                           WHERE  d.subject_kind = 'issue'
                           AND    d.subject_id = i.id), i.due) AS due,
           i.severity IN ('critical', 'high')
           AND EXISTS (SELECT 1
                       FROM   phase_reached p
                       WHERE  p.phase = 6) AS grave
    FROM   issue_open i
    WHERE  i.id IN (SELECT id FROM surface_issue)
    AND    i.severity <> 'info'
),
told AS (
    SELECT j.id, CASE WHEN j.due <= :now THEN 'late' WHEN j.grave THEN 'grave' WHEN j.due IS NULL THEN 'undated' END AS why
    FROM   judged j
)
SELECT 'issue' AS subject_kind, t.id AS subject_id, '' AS key, t.id AS issue,
       CASE t.why WHEN 'undated' THEN 'need' ELSE 'must' END AS class,
       CASE t.why WHEN 'late' THEN '修正の期限を過ぎている' WHEN 'grave' THEN '重大なのに、直されないままテストの工程を終えようとしている'
                  ELSE 'いつまでに直すかが決まっていない' END AS why_ja,
       CASE t.why WHEN 'late' THEN 'is past its deadline' WHEN 'grave' THEN 'is severe and still open as tests are to end'
                  ELSE 'has no date by which to mend it' END AS why_en
FROM   told t
WHERE  t.why IS NOT NULL
