-- id: C6-1.unassigned
-- check: C6-1
-- rows: C6-1, S7-R1, P2b
-- class: must
-- severity: high
-- ja: 「{task|dtask}」の主担当は{holder|party}だが、担当者の割当がない
-- en: {holder|party} is mainly responsible for "{task|dtask}", but nobody there was given the duty
SELECT DISTINCT 'system' AS subject_kind, :system AS subject_id, d.task || '@' || d.holder AS key, d.task, d.holder
FROM   demarcation d
LEFT   JOIN party h
       ON h.id = d.holder
WHERE  d.part = 'main'
AND    d.task IN ('identity', 'privilege', 'key', 'config', 'log', 'monitor', 'vuln_info', 'threat_info',
                  'backup', 'incident', 'assess', 'drill')
AND    NOT EXISTS (SELECT 1
                   FROM   duty_tasks t
                   JOIN   duty du
                          ON du.id = t.id
                   JOIN   party_line l
                          ON l.party = du.party
                   WHERE  t.value = d.task
                   AND    (l.above = d.holder
                           OR (h.type IN ('csp', 'platform')
                               AND du.party IN (SELECT party FROM own_unit))))
