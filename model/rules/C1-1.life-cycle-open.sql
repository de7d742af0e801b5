-- id: C1-1.life-cycle-open
-- check: C1-1
-- rows: C1-1, S1-T1
-- class: need
-- severity: medium
-- ja: 「{information|information}」の終わり方が決まっていない: {why}
-- en: how "{information|information}" ends is not settled: {why_en}
SELECT 'information' AS subject_kind, i.id AS subject_id, '' AS key, i.id AS information,
       '消去や廃棄の証拠として何を受け取るかが書かれていない' AS why,
       'nothing tells what will prove that it was disposed of' AS why_en
FROM   information i
WHERE  i.c >= 2
AND    i.disposal <> 'keep'
AND    blank(i.disposal_proof, 3)
UNION ALL
SELECT 'information', i.id, '', i.id,
       '個人情報を永年保存する場合の取扱いが書かれていない',
       'personal information is kept for ever, and nothing tells how it is handled'
FROM   information i
WHERE  i.disposal = 'keep'
AND    i.personal <> 'none'
AND    blank(i.handling, 4)
