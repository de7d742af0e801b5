-- view: sheet_gap
-- note: What the review of a selected candidate's cloud service lacks to stand without the list: lines not judged
--   (open), judged from the list (list), mandatory ones without a file (word), the assessor's
--   evaluation or the CISO's decision on its present state (approval). No row: the review is complete.
SELECT k.id AS candidate, k.cloud_service AS service, 'open' AS gap, count(*) AS n
FROM   selected k
LEFT   JOIN candidate_line l
       ON l.candidate = k.id AND l.cloud
WHERE  l.judgement IS NULL
GROUP  BY k.id
UNION ALL
SELECT k.id, k.cloud_service, CASE l.method WHEN 'list' THEN 'list' ELSE 'word' END, count(*)
FROM   selected k
JOIN   candidate_line l
       ON l.candidate = k.id AND l.cloud
WHERE  l.judgement IS NOT NULL
AND    (l.method = 'list' OR (l.mandatory = 1 AND l.judgement <> 'not_applicable' AND l.evidence IS NULL))
GROUP  BY k.id, CASE l.method WHEN 'list' THEN 'list' ELSE 'word' END
UNION ALL
SELECT k.id, k.cloud_service, 'approval', 1
FROM   selected k
WHERE  NOT EXISTS (SELECT 1 FROM evaluation v
                   WHERE  v.subject_kind = 'candidate' AND v.subject_id = k.id AND v.opinion <> 'insufficient')
OR     NOT EXISTS (SELECT 1
                   FROM   decision d
                   JOIN   object o
                          ON o.kind = 'candidate' AND o.id = k.id
                   WHERE  d.subject_kind = 'candidate' AND d.subject_id = k.id AND d.put_role = 'ciso'
                   AND    d.choice <> 'reject'
                   AND    (d.digest = o.digest OR d.known_by = 'folder')
                   AND    (d.ends_on IS NULL OR d.ends_on > (SELECT now FROM context)))
