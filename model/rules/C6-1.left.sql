-- id: C6-1.left
-- check: C6-1
-- rows: C6-1, S7-R1
-- class: must
-- severity: high
-- ja: 「{duty|duty}」の担当者は{left_on|date}に{state_ja}。後任を決めて登録する
-- en: the holder of "{duty|duty}" {state_en} on {left_on|date}; name a successor
SELECT 'duty' AS subject_kind, d.id AS subject_id,
       CASE WHEN p.left_on <= :now THEN '' ELSE 'soon' END AS key,
       CASE WHEN p.left_on <= :now THEN 'must' ELSE 'should' END AS class,
       CASE WHEN p.left_on <= :now THEN 'high' ELSE 'low' END AS severity,
       d.id AS duty, p.left_on - 1 AS left_on,
       CASE WHEN p.left_on <= :now THEN '離任した' ELSE '離任する' END AS state_ja,
       CASE WHEN p.left_on <= :now THEN 'left' ELSE 'will leave' END AS state_en
FROM   duty d
JOIN   person p
       ON p.id = d.person
WHERE  p.left_on <= :now + mv('notice.leave')
