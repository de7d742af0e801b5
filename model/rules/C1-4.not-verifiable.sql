-- id: C1-4.not-verifiable
-- check: C1-4
-- rows: C1-4, S2-R1
-- class: should
-- severity: medium
-- ja: 要件「{requirement|requirement}」は{gap}
-- en: The requirement "{requirement|requirement}" {gap_en}
SELECT 'requirement' AS subject_kind, r.id AS subject_id, '' AS key, r.id AS requirement,
       '程度を表す言葉だけで数値も基準項目もなく、満たしたかどうかを確かめられない' AS gap,
       'only says how much in loose words, with no figure and no cited item, so nobody can tell whether it is met'
       AS gap_en
FROM   requirement r
WHERE  glob_match(mv('requirement.vague'), lower(r.text)) = 1
AND    blank(r.text, 15) = 0
AND    norm(r.text) NOT GLOB '*[0-9]*'
AND    NOT EXISTS (SELECT 1
                   FROM   requirement_items i
                   WHERE  i.id = r.id)
UNION ALL
SELECT 'requirement', r.id, 'text', r.id, '要件文がないか短すぎて、何を求めるのか分からない',
       'has no text, or one too short to tell what is asked'
FROM   requirement r
WHERE  blank(r.text, 15) = 1
