-- id: C5-3.unqualified
-- check: C5-3
-- rows: C5-3, S6-T2
-- class: should
-- severity: medium
-- ja: 診断「{assessment|assessment}」の時点で有効な、診断者の資格や登録が確かめられない
-- en: no qualification or registration of the tester that was valid at the time of "{assessment|assessment}" is shown
SELECT 'assessment' AS subject_kind, a.id AS subject_id, '' AS key, a.id AS assessment
FROM   assessment a
WHERE  a.finished_on <= :now
AND    a.finished_on + mv('interval.assessment') > :now
AND    a.retest_of IS NULL
AND    a.type <> 'source'
AND    NOT EXISTS (SELECT 1
                   FROM   assessment_qualifications q
                   WHERE  q.id = a.id
                   AND    (q.ends_on IS NULL OR q.ends_on > a.finished_on))
AND    NOT EXISTS (SELECT 1
                   FROM   party_certificates c
                   WHERE  c.id = a.tester
                   AND    c.scheme IN ('vuln_service', 'scs')
                   AND    (c.ends_on IS NULL OR c.ends_on > a.finished_on))
