-- id: S7-K1.contractor_absent
-- check: C6-3
-- rows: S7-K1, C6-3, P2b
-- class: should/should/-
-- severity: medium
-- ja: インシデントの主担当である{holder|party}が、間隔のうちのどの訓練にも加わっていない
-- en: {holder|party}, mainly responsible for incidents, took part in no drill within the interval
SELECT DISTINCT 'party' AS subject_kind, m.holder AS subject_id, '' AS key, m.holder
FROM   demarcation m
JOIN   party p
       ON p.id = m.holder
WHERE  m.task = 'incident'
AND    m.part = 'main'
AND    p.type = 'contractor'
AND    EXISTS (SELECT 1
               FROM   drill h
               WHERE  h.type IN ('tabletop', 'live')
               AND    h.held_at > :now - mv('interval.drill'))
AND    NOT EXISTS (SELECT 1
                   FROM   drill d
                   JOIN   drill_duties x
                          ON x.id = d.id
                   JOIN   duty u
                          ON u.id = x.value
                   JOIN   party_line l
                          ON l.party = u.party
                   WHERE  d.type IN ('tabletop', 'live')
                   AND    d.held_at > :now - mv('interval.drill')
                   AND    l.above = m.holder)
