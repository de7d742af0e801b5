-- id: X7-1.dates
-- check: C2-1
-- rows: X7-1, C2-1
-- class: should
-- severity: medium
-- ja: 契約「{contract|contract}」{gap}
-- en: The contract "{contract|contract}" {gap_en}
SELECT 'contract' AS subject_kind, c.id AS subject_id, 'order' AS key, c.id AS contract,
       'の終了日が開始日より前になっている' AS gap, 'ends before it starts' AS gap_en
FROM   contract c
WHERE  c.starts_on >= c.ends_on
UNION ALL
SELECT 'contract', c.id, 'renewal', c.id, 'の改定の機会が、契約期間の外にある',
       'has its day of renewal outside its term'
FROM   contract c
WHERE  c.starts_on < c.ends_on
AND    (c.renewal < c.starts_on
        OR c.renewal > c.ends_on)
UNION ALL
SELECT 'contract', c.id, 'child', c.id, '(再委託)の期間が、元の契約の期間からはみ出している',
       '(a subcontract) runs outside the term of its main contract'
FROM   contract c
JOIN   contract m
       ON m.id = c.parent
WHERE  c.starts_on < m.starts_on
OR     c.ends_on > m.ends_on
UNION ALL
SELECT 'contract', c.id, 'assessment', c.id, 'は、その診断より後に始まっている',
       'starts after the assessment that it is for'
FROM   contract c
JOIN   assessment a
       ON a.tester = c.party
WHERE  c.type = 'assessment'
AND    c.starts_on > coalesce(a.started_on, a.finished_on)
AND    NOT EXISTS (SELECT 1
                   FROM   contract o
                   WHERE  o.party = c.party
                   AND    o.starts_on <= coalesce(a.started_on, a.finished_on))
GROUP  BY c.id
