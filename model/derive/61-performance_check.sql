-- view: performance_check
-- note: Performance reviews by others than the contractor, with the contract that they name, be it by
--   one of its clauses. `own` counts the items that name the contract itself and nothing of it.
SELECT r.id, r.at, r.since, r.conclusion, r.evidence, coalesce(l.contract, i.subject_id) AS contract,
       count(*) AS items, sum(i.subject_kind = 'contract') AS own
FROM   review r
JOIN   review_items i
       ON i.id = r.id
LEFT   JOIN clause l
       ON i.subject_kind = 'clause' AND l.id = i.subject_id
WHERE  r.type = 'performance'
AND    r.put_role IS NOT 'contractor'
AND    (i.subject_kind = 'contract' OR l.contract IS NOT NULL)
GROUP  BY r.id, coalesce(l.contract, i.subject_id)
