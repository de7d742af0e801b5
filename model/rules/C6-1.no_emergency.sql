-- id: C6-1.no_emergency
-- check: C6-1
-- rows: C6-1, S7-R1
-- class: must
-- severity: high
-- ja: インシデントが起きたときに動く担当が決まっていない
-- en: nobody is named who acts when an incident happens
SELECT 'system' AS subject_kind, :system AS subject_id, '' AS key
WHERE  NOT EXISTS (SELECT 1
                   FROM   duty d
                   JOIN   duty_tasks t
                          ON t.id = d.id
                   WHERE  d.mode IN ('emergency', 'both')
                   AND    t.value = 'incident')
