-- id: S8-T2.no_ppc
-- check: C7-7
-- rows: S8-T2, C7-7
-- class: must
-- severity: high
-- ja: 個人情報に関わるインシデント({incident})なのに、個人情報保護委員会への{what_ja}が期限の中に予定されていない
-- en: the incident {incident} touches personal information, but no {what_en} to the Personal Information Protection Commission is planned in time
WITH touched AS (
    SELECT i.id, i.detected_at, i.malicious
    FROM   incident i
    WHERE  EXISTS (SELECT 1
                   FROM   incident_information x
                   JOIN   information n
                          ON n.id = x.value
                   WHERE  x.id = i.id
                   AND    n.personal <> 'none'
                   AND    (n.personal IN ('sensitive', 'my_number')
                           OR i.malicious = 1
                           OR i.persons_affected IS NULL
                           OR i.persons_affected > mv('report.persons')))
    AND    i.persons_affected IS NOT 0
),
asked AS (
    SELECT t.id, 'first' AS stage, t.detected_at + mv('report.first') AS due
    FROM   touched t
    UNION ALL
    SELECT t.id, 'final', t.detected_at + CASE WHEN t.malicious = 1 THEN mv('report.final.malicious')
                                               ELSE mv('report.final') END
    FROM   touched t
)
SELECT 'incident' AS subject_kind, a.id AS subject_id, a.stage AS key, a.id AS incident,
       CASE a.stage WHEN 'first' THEN '速報' ELSE '確報' END AS what_ja,
       CASE a.stage WHEN 'first' THEN 'prompt report' ELSE 'final report' END AS what_en
FROM   asked a
WHERE  NOT EXISTS (SELECT 1
                   FROM   incident_reports r
                   WHERE  r.id = a.id
                   AND    r.recipient = 'ppc'
                   AND    r.stage = a.stage
                   AND    (r.due <= a.due OR r.sent_at IS NOT NULL))
