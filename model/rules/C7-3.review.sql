-- id: C7-3.review
-- check: C7-3
-- rows: C7-3
-- class: must/must/should
-- severity: medium
-- ja: 特権アカウントの棚卸が、決めた間隔のうちに行われていない
-- en: privileged accounts were not reviewed within the interval
SELECT 'system' AS subject_kind, :system AS subject_id, '' AS key
FROM   in_operation o
WHERE  o.since + mv('interval.account_review') <= :now
AND    (EXISTS (SELECT 1 FROM account)
        OR EXISTS (SELECT 1 FROM account_role WHERE privileged = 1))
AND    NOT EXISTS (SELECT 1
                   FROM   review v
                   WHERE  v.type = 'account'
                   AND    v.at + mv('interval.account_review') > :now)
