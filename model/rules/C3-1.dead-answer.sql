-- id: C3-1.dead-answer
-- check: C3-1
-- rows: C3-1, S4-R1, N1
-- class: must
-- severity: high
-- note: Items that once had an answer and have none in force now. What has no answer at all is uncovered.
-- ja: 基準「{standard|standard}」の{n}項目({items})への答えが効いていない({why_ja})
-- en: {n} items of "{standard|standard}" ({items}) have no answer in force ({why_en})
WITH dead AS (
    SELECT i.standard, i.item, min(a.dead) AS why,
           row_number() OVER (PARTITION BY i.standard, min(a.dead) ORDER BY i.item) AS nth
    FROM   design_item i
    JOIN   design_answer a
           ON a.standard = i.standard
           AND a.item = i.item
    GROUP  BY i.standard, i.item
    HAVING count(*) = count(a.dead)
)
SELECT 'standard' AS subject_kind, d.standard AS subject_id, d.why AS key, d.standard, count(*) AS n,
       group_concat(CASE WHEN d.nth <= 20 THEN d.item END, ', ') AS items,
       CASE d.why WHEN 'disabled' THEN '対策が停止中' WHEN 'overdue' THEN '対策が期限までに実施されていない'
                  WHEN 'retired' THEN '要件が廃止された' WHEN 'ended' THEN '適用除外の期限が切れた'
                  ELSE '適用除外が承認されていない' END AS why_ja,
       CASE d.why WHEN 'disabled' THEN 'the control is switched off' WHEN 'overdue' THEN 'the control is past its date'
                  WHEN 'retired' THEN 'the requirement was dropped' WHEN 'ended' THEN 'the exclusion has ended'
                  ELSE 'the exclusion was never approved' END AS why_en
FROM   dead d
GROUP  BY d.standard, d.why
