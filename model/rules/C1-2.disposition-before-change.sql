-- id: C1-2.disposition-before-change
-- check: C1-2
-- rows: C1-2, S1-R1, S1-T2
-- class: should
-- severity: high
-- waits: threats
-- ja: 脅威「{rule}」への回答は、「{place|@place_kind}」が変わる前に書かれたままになっている
-- en: the answer to the threat "{rule}" is older than the last change of "{place|@place_kind}"
SELECT 'threat_disposition' AS subject_kind, d.id AS subject_id, '' AS key, t.rule,
       t.subject_id AS place, t.subject_kind AS place_kind
FROM   threat_disposition d
JOIN   threat t
       ON t.key = d.threat
JOIN   chg g
       ON g.kind = t.subject_kind
       AND g.id = t.subject_id
WHERE  d.disposition <> 'open'
AND    d.put_at < g.at
AND    NOT EXISTS (
           SELECT 1
           FROM   review r
           JOIN   review_items i
                  ON i.id = r.id
           WHERE  r.type = 'risk'
           AND    r.at >= g.at
           AND    i.result = 'ok'
           AND    i.subject_kind = t.subject_kind
           AND    i.subject_id = t.subject_id)
