-- id: C3-1.edition-ended
-- check: C3-1
-- rows: C3-1, S4-R1, STD
-- class: should
-- severity: medium
-- note: Until the grace for editions is over; then STD.edition-ended tells it.
-- ja: 設計を照らしている基準「{standard|standard}」は{ended|date}で効力を失った。新しい版に切り替えるか、使い続ける承認を得る
-- en: "{standard|standard}", which the design is held against, ended on {ended|date}; change to the new edition or have its use approved
SELECT 'standard' AS subject_kind, b.standard AS subject_id, '' AS key, b.standard, s.effective_ends_on AS ended
FROM   design_baseline b
JOIN   standard s
       ON s.id = b.standard
WHERE  s.effective_ends_on <= :now
AND    s.effective_ends_on + mv('std.grace') > :now
