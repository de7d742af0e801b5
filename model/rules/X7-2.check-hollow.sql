-- id: X7-2.check-hollow
-- check: C2-3
-- rows: X7-2, C2-3
-- class: should/should/-
-- severity: medium
-- ja: 契約「{contract|contract}」の履行確認{what_ja}
-- en: the performance check of "{contract|contract}" {what_en}
-- note: The latest check of each contract; of one never checked X7-2.no-check speaks alone. At rank low one line for the contract is enough.
WITH ranked AS (
    SELECT r.id, r.contract, r.evidence, norm(r.conclusion) AS conclusion, r.own,
           (SELECT count(*) FROM review_items i WHERE i.id = r.id) AS items,
           (SELECT group_concat(coalesce(norm(i.text), ''))
            FROM  (SELECT text FROM review_items
                   WHERE  id = r.id
                   ORDER  BY ord) i) AS texts,
           row_number() OVER (PARTITION BY r.contract ORDER BY r.at DESC, r.id DESC) AS nth
    FROM   performance_check r
    JOIN   contract_watched w
           ON w.id = r.contract
),
unseen AS (
    SELECT l.contract, count(DISTINCT l.condition) AS n
    FROM   clause l
    JOIN   contract_watched w
           ON w.id = l.contract
    WHERE  l.condition IN ('purpose', 'measures', 'change', 'disclosure', 'incident', 'performance', 'shortfall')
    AND    l.strength = 'present'
    AND    w.starts_on + 2 * mv('contract.check') < :now
    AND    EXISTS (SELECT 1
                   FROM   performance_check r
                   WHERE  r.contract = l.contract)
    AND    NOT EXISTS (SELECT 1
                       FROM   review_items i
                       JOIN   performance_check r
                              ON r.id = i.id
                       JOIN   clause s
                              ON s.id = i.subject_id
                       WHERE  i.subject_kind = 'clause'
                       AND    s.contract = l.contract
                       AND    s.condition = l.condition)
    GROUP  BY l.contract
)
SELECT 'review' AS subject_kind, id AS subject_id, '' AS key, contract,
       'に、契約全体のほかに確かめた項目も証跡もない' AS what_ja,
       'looked at nothing but the contract as a whole, and names no evidence' AS what_en
FROM   ranked
WHERE  nth = 1
AND    items = own
AND    evidence IS NULL
UNION ALL
SELECT 'review', r.id, 'copied', r.contract,
       'の結論と内容が前回とまったく同じ文である',
       'repeats the words of the one before, conclusion and lines alike'
FROM   ranked r
JOIN   ranked p
       ON p.contract = r.contract
WHERE  r.nth = 1
AND    p.nth = 2
AND    p.conclusion = r.conclusion
AND    p.texts = r.texts
UNION ALL
SELECT 'contract', contract, 'conditions', contract,
       'で、契約条件のうち' || n || '件が一度も確かめられていない',
       'never looked at ' || n || ' of the conditions agreed on'
FROM   unseen
