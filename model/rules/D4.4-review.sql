-- id: D4.4-review
-- check: C3-1
-- rows: D4, A4, C3-1
-- class: must/must/-
-- severity: high
-- note: Two reviews of one unchanged state are one. In a folder nothing tells the states apart.
-- ja: 設計の工程は申請されたが、アセッサーの{what_ja}
-- en: the design was submitted, but the assessor {what_en}
WITH done AS (
    SELECT count(DISTINCT CASE WHEN e.method = 'review' THEN coalesce(e.digest, e.id) END) AS reviews,
           coalesce(max(e.method = 'interview'), 0) AS interviews
    FROM   evaluation e
    WHERE  e.phase = 4
)
SELECT 'system' AS subject_kind, :system AS subject_id, 'review' AS key,
       'レビューが' || d.reviews || '回で、必要な' || mv('assess.design_reviews') || '回に足りない' AS what_ja,
       'reviewed ' || d.reviews || ' of the ' || mv('assess.design_reviews') || ' states that the rank asks for' AS what_en
FROM   done d
JOIN   gate_state g
       ON g.phase = 4
WHERE  g.state NOT IN ('open', 'returned')
AND    d.reviews < mv('assess.design_reviews')
UNION ALL
SELECT 'system', :system, 'interview', 'ヒアリング(ワークショップ)がない', 'held no interview or workshop'
FROM   done d
JOIN   gate_state g
       ON g.phase = 4
WHERE  g.state NOT IN ('open', 'returned')
AND    NOT d.interviews
AND    glob_match(mv('assess.involvement', 4), 'interview') = 1
