-- id: D5-1c.c3-controls
-- check: C2-1
-- rows: D5-1c, C2-1
-- class: must
-- severity: high
-- ja: 機密性3の「{information|information}」を{service|cloud_service}で扱うのに、要件cに加えた詳細管理策が{n}件しかない(末尾がBでないものを{least}件以上)
-- en: "{information|information}" of confidentiality 3 is on {service|cloud_service}, but part c adds only {n} detailed controls not ending in B (at least {least})
WITH secret AS (
    SELECT p.service, min(a.information) AS information
    FROM   cloud_place p
    JOIN   information_at a
           ON a.place_kind = 'component'
           AND a.place_id = p.component
    JOIN   information i
           ON i.id = a.information
    WHERE  i.c = 3
    GROUP  BY p.service
),
chosen AS (
    SELECT s.service, s.information,
           (SELECT count(DISTINCT x.standard || '/' || x.item)
            FROM   cloud_contract c
            JOIN   criterion_item x
                   ON x.contract = c.contract
            WHERE  c.service = s.service
            AND    x.part = 'cloud_c'
            AND    x.level = 'detail'
            AND    NOT x.basic) AS n
    FROM   secret s
)
SELECT 'cloud_service' AS subject_kind, service AS subject_id, '' AS key, service, information, n,
       mv('cloud.c3') AS least
FROM   chosen
WHERE  n < mv('cloud.c3')
