-- id: D5-2a.inquiry-overdue
-- check: C2-3
-- rows: D5-2a, C2-3, S3-K2
-- class: must
-- severity: medium
-- ja: 照会「{inquiry|inquiry}」{what_ja}
-- en: the inquiry "{inquiry|inquiry}" {what_en}
-- note: To the provider of a service that production uses, or that a selected candidate offers, about it:
--   items of a standard, the service, the candidate or a line of its sheet. Selected: must, else should.
WITH partner AS (
    SELECT s.party, 0 AS selected
    FROM   cloud_service s
    JOIN   cloud_taken t
           ON t.service = s.id
    UNION ALL
    SELECT s.party, 1
    FROM   cloud_service s
    JOIN   selected k
           ON k.cloud_service = s.id
    UNION ALL
    SELECT k.party, 1
    FROM   selected k
    WHERE  k.cloud_service IS NOT NULL
),
asked AS (
    SELECT q.id, q.asked_on, q.due, q.answered_on, max(p.selected) AS selected
    FROM   inquiry q
    JOIN   partner p
           ON p.party = q.addressee
    WHERE  EXISTS (SELECT 1
                   FROM   inquiry_items t
                   WHERE  t.id = q.id)
    OR     EXISTS (SELECT 1
                   FROM   inquiry_subjects t
                   WHERE  t.id = q.id
                   AND    t.value_kind IN ('cloud_service', 'candidate', 'criterion', 'review_item'))
    GROUP  BY q.id
)
SELECT 'inquiry' AS subject_kind, id AS subject_id, '' AS key, id AS inquiry,
       CASE WHEN selected THEN 'must' ELSE 'should' END AS class,
       'に、期限を過ぎても回答がない' AS what_ja, 'has not been answered in time' AS what_en
FROM   asked
WHERE  due <= :now
AND    answered_on IS NULL
UNION ALL
SELECT 'inquiry', id, 'dates', id, 'should',
       'の回答日が照会日より前になっている', 'was answered before it was asked'
FROM   asked
WHERE  answered_on < asked_on
