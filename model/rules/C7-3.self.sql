-- id: C7-3.self
-- check: C7-3
-- rows: C7-3, A5
-- class: must/should/-
-- severity: medium
-- ja: アカウント({account})を点検したのは、その持ち主だけである
-- en: the account {account} was reviewed only by whom it belongs to
SELECT 'account' AS subject_kind, a.id AS subject_id, '' AS key, a.id AS account
FROM   account a
JOIN   review_items i
       ON i.subject_kind = 'account'
       AND i.subject_id = a.id
JOIN   review v
       ON v.id = i.id
WHERE  v.type = 'account'
AND    v.at + mv('interval.account_review') > :now
GROUP  BY a.id
HAVING sum(v.put_by IS NOT a.person) = 0
