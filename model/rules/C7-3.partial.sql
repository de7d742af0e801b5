-- id: C7-3.partial
-- check: C7-3
-- rows: C7-3
-- class: must
-- severity: medium
-- ja: 最後の棚卸の間隔で、特権アカウント{n}件が確かめられていない({names})
-- en: {n} privileged accounts were left out of the reviews of the last interval ({names})
WITH asked AS (
    SELECT a.id
    FROM   account a
    JOIN   account_role r
           ON r.id = a.role
    WHERE  r.privileged = 1
    AND    a.created_at < (SELECT max(v.at) FROM review v WHERE v.type = 'account')
    AND    NOT EXISTS (SELECT 1
                       FROM   review v
                       JOIN   review_items i
                              ON i.id = v.id
                       WHERE  v.type = 'account'
                       AND    v.at + mv('interval.account_review') > :now
                       AND    i.subject_kind = 'account'
                       AND    i.subject_id = a.id)
)
SELECT 'system' AS subject_kind, :system AS subject_id, '' AS key, count(*) AS n, group_concat(q.id, '、') AS names
FROM   asked q
WHERE  EXISTS (SELECT 1
               FROM   review v
               WHERE  v.type = 'account'
               AND    v.at + mv('interval.account_review') > :now)
HAVING count(*) > 0
