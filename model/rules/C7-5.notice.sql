-- id: C7-5.notice
-- check: C7-5
-- rows: C7-5, S8-R1, S7-T2, S8-T1
-- class: should
-- severity: medium
-- ja: 脅威情報「{notice|threat_notice}」は{why_ja}
-- en: the threat notice "{notice|threat_notice}" {why_en}
WITH judged AS (
    SELECT n.id,
           CASE WHEN n.relevance IS NULL AND n.received_at + mv('notice.triage') <= :now THEN 'open'
                WHEN n.relevance = 'act' AND n.due <= :now AND n.done_at IS NULL THEN 'late'
                WHEN n.relevance = 'none' AND blank(n.analysis, 5) THEN 'bare' END AS why
    FROM   threat_notice n
)
SELECT 'threat_notice' AS subject_kind, j.id AS subject_id, j.why AS key, j.id AS notice,
       CASE j.why WHEN 'late' THEN 'must' ELSE 'should' END AS class,
       CASE j.why WHEN 'open' THEN 'まだ分析されていない' WHEN 'late' THEN '対応の期限を過ぎている'
                  ELSE '無関係とした理由が書かれていない' END AS why_ja,
       CASE j.why WHEN 'open' THEN 'was not analysed yet' WHEN 'late' THEN 'is past the date by which to act'
                  ELSE 'was called unrelated without a reason' END AS why_en
FROM   judged j
WHERE  j.why IS NOT NULL
