-- view: candidate_case
-- note: How far the choice of each selected candidate stands: `reason` is NULL where everything mandatory
--   was judged and the choice decided, `sheet_reason` where every cloud line was judged and confirmed
--   by somebody else. `proof` and `sheet_proof` are those of the weakest line.
SELECT k.id, k.contract, k.cloud_service AS service, a.at,
       CASE a.state WHEN 'draft' THEN 'assessor' END AS by_role,
       CASE WHEN coalesce(sum(l.mandatory = 1), 0) = 0
                 OR sum(l.mandatory = 1 AND l.judgement IS NULL) > 0 THEN 'incomplete'
            WHEN a.state = 'claimed' THEN 'claimed'
            WHEN d.id IS NULL THEN 'unconfirmed' END AS reason,
       min(CASE WHEN l.mandatory = 1 THEN l.proof END) AS proof,
       CASE WHEN coalesce(sum(l.cloud), 0) = 0
                 OR sum(l.cloud AND l.judgement IS NULL) > 0 THEN 'incomplete'
            WHEN a.state = 'claimed' THEN 'claimed'
            WHEN d.id IS NULL OR sum(l.cloud AND l.judge IS d.decided_by AND NOT l.seconded) > 0
                 THEN 'unconfirmed' END AS sheet_reason,
       min(CASE WHEN l.cloud THEN l.proof END) AS sheet_proof
FROM   selected k
LEFT   JOIN candidate_line l
       ON l.candidate = k.id
LEFT   JOIN approval a
       ON a.kind = 'candidate' AND a.id = k.id
LEFT   JOIN approved d
       ON d.kind = 'candidate' AND d.id = k.id
GROUP  BY k.id
