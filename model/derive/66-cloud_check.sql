-- view: cloud_check
-- note: Yearly looks at cloud services: reviews of type cloud that name the service or something on it.
SELECT r.id, r.at, r.evidence, i.subject_id AS service
FROM   review r
JOIN   review_items i
       ON i.id = r.id
WHERE  r.type = 'cloud' AND i.subject_kind = 'cloud_service'
UNION
SELECT r.id, r.at, r.evidence, p.service
FROM   review r
JOIN   review_items i
       ON i.id = r.id
JOIN   cloud_place p
       ON p.component = i.subject_id
WHERE  r.type = 'cloud' AND i.subject_kind = 'component'
