-- id: D5-L.subprocessors
-- check: C2-3
-- rows: D5-L, D5-R3, C2-3
-- class: should
-- severity: medium
-- ja: {service|cloud_service}の再委託先{n}者({names})を、契約や審査で確かめていない
-- en: {n} sub-processors of {service|cloud_service} ({names}) were looked at neither in a contract nor in a review
-- note: Asked where information of confidentiality 2 or more lies. One is known by a review or an inquiry
--   that names it, by a contract, or with all others by a line on disclosure that was judged from a file.
WITH unknown AS (
    SELECT p.id AS service, p.value AS party
    FROM   cloud_service_subprocessors p
    WHERE  p.id IN (SELECT l.service
                    FROM   cloud_place l
                    JOIN   place_class k
                           ON k.place_kind = 'component'
                           AND k.place_id = l.component
                    WHERE  k.c >= 2)
    AND    p.value NOT IN (SELECT i.subject_id FROM review_items i WHERE i.subject_kind = 'party'
                           UNION ALL
                           SELECT q.value_id FROM inquiry_subjects q WHERE q.value_kind = 'party'
                           UNION ALL
                           SELECT c.party FROM contract c)
    AND    NOT EXISTS (SELECT 1
                       FROM   selected k
                       JOIN   candidate_line l
                              ON l.candidate = k.id
                       JOIN   criterion x
                              ON x.id = l.criterion
                       WHERE  k.cloud_service = p.id
                       AND    x.condition IN ('disclosure', 'subcontract')
                       AND    l.judgement IN ('conforming', 'conditional')
                       AND    l.evidence IS NOT NULL)
)
SELECT 'cloud_service' AS subject_kind, u.service AS subject_id, '' AS key, u.service, count(*) AS n,
       group_concat(CASE WHEN u.nth <= 20 THEN coalesce(p.name, u.party) END, '、') AS names
FROM  (SELECT service, party, row_number() OVER (PARTITION BY service ORDER BY party) AS nth FROM unknown) u
LEFT   JOIN party p
       ON p.id = u.party
GROUP  BY u.service
