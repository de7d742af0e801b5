-- id: C7-8.plain
-- check: C7-8
-- rows: C7-8, X3-1
-- class: must
-- severity: medium
-- ja: 「{information|information}」の写し({plan|backup_plan})が暗号化されていない
-- en: the copy of "{information|information}" ({plan|backup_plan}) is not encrypted
SELECT 'backup_plan' AS subject_kind, b.id AS subject_id, i.value AS key, b.id AS plan, i.value AS information,
       CASE WHEN b.offsite = 1
            OR EXISTS (SELECT 1
                       FROM   component c
                       WHERE  c.id = b.destination
                       AND    c.type = 'media') THEN 'high' ELSE 'medium' END AS severity
FROM   backup_plan b
JOIN   backup_plan_information i
       ON i.id = b.id
JOIN   information n
       ON n.id = i.value
WHERE  b.encrypted = 0
AND    n.c >= 2
