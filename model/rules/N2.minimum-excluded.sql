-- id: N2.minimum-excluded
-- check: column
-- rows: N2
-- class: must
-- severity: high
-- note: The exclusion has no effect while this is open.
-- ja: 組織が必ず行うと定めた{check_id}が、CISOの決裁なしに適用除外されている
-- en: {check_id} belongs to the organisation's minimum, but was excluded without the CISO's decision
SELECT 'exception' AS subject_kind, e.id AS subject_id, '' AS key, e.check_id
FROM   exception e
JOIN   ok a
       ON a.kind = 'exception'
       AND a.id = e.id
WHERE  e.type = 'exclude'
AND    e.subject IS NULL
AND    e.ends_on > :now
AND    mv_has('n2.minimum', e.check_id) = 1
AND    NOT EXISTS (
           SELECT 1
           FROM   decision d
           WHERE  d.subject_kind = 'exception'
           AND    d.subject_id = e.id
           AND    d.put_role = 'ciso'
           AND    d.choice <> 'reject')
