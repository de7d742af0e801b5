-- id: X7-2.no-check
-- check: C2-3
-- rows: X7-2, C2-3, S3-R2
-- class: must
-- severity: high
-- ja: 契約「{contract|contract}」の履行確認が{what_ja}
-- en: performance of "{contract|contract}" {what_en}
-- note: An interval nobody agreed on is the longest that the method allows. Only the gap before the latest
--   check counts: the next one closes it.
WITH checked AS (
    SELECT w.id AS contract, coalesce(w.check_interval, mv('contract.check')) + mv('grace.review') AS within,
           w.starts_on, max(r.at) AS last
    FROM   contract_watched w
    LEFT   JOIN performance_check r
           ON r.contract = w.id
    GROUP  BY w.id
)
SELECT 'contract' AS subject_kind, contract AS subject_id, '' AS key, contract,
       CASE WHEN last IS NULL THEN '一度も行われていない'
            ELSE '期限を過ぎている(前回は' || ((:now - last) / 86400000000) || '日前)' END AS what_ja,
       CASE WHEN last IS NULL THEN 'was never checked'
            ELSE 'should have been checked again; the last time was ' || ((:now - last) / 86400000000)
                 || ' days ago' END AS what_en
FROM   checked
WHERE  coalesce(last, starts_on) + within < :now
UNION ALL
SELECT 'contract', k.contract, 'hole', k.contract,
       '見ていない期間がある(前回の実施日より後から対象期間が始まる)',
       'was not checked for a while: the latest period begins well after the check before it'
FROM   checked k
JOIN   performance_check r
       ON r.contract = k.contract
       AND r.at = k.last
WHERE  r.since > (SELECT max(e.at)
                  FROM   performance_check e
                  WHERE  e.contract = k.contract
                  AND    e.at < r.at) + mv('review.gap')
