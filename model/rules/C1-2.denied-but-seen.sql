-- id: C1-2.denied-but-seen
-- check: C1-2
-- rows: C1-2, S1-R1, S1-T2
-- class: must
-- severity: high
-- waits: threats
-- note: What was seen counts when it came after the answer or is still open. A component and its
--   interfaces are one place.
-- ja: 「{place|@place_kind}」の脅威「{rule}」は該当なしとされたが、{what}で実際に見つかっている
-- en: the threat "{rule}" at "{place|@place_kind}" was called not applicable, but {what_en} shows it there
WITH denied AS (
    SELECT d.id, d.put_at, t.rule, t.cwe, t.subject_kind, t.subject_id,
           (SELECT a.component FROM at_component a
            WHERE  a.kind = t.subject_kind
            AND    a.id = t.subject_id) AS component
    FROM   threat_disposition d
    JOIN   threat t
           ON t.key = d.threat
    WHERE  d.disposition = 'not_applicable'
)
SELECT 'threat_disposition' AS subject_kind, d.id AS subject_id, 'issue' AS key, d.rule,
       d.subject_id AS place, d.subject_kind AS place_kind, '診断や試験の指摘' AS what, 'a reported issue' AS what_en
FROM   denied d
WHERE  EXISTS (
           SELECT 1
           FROM   issue i
           LEFT   JOIN at_component a
                  ON a.kind = i.subject_kind
                  AND a.id = i.subject_id
           WHERE  i.cwe = d.cwe
           AND    i.status NOT IN ('false_positive', 'duplicate')
           AND    (i.found_at > d.put_at
                   OR i.status IN ('open', 'fixing') AND i.gone_at IS NULL)
           AND    (a.component = d.component
                   OR i.subject_kind = d.subject_kind AND i.subject_id = d.subject_id))
UNION ALL
SELECT 'threat_disposition', d.id, 'incident', d.rule, d.subject_id, d.subject_kind, 'インシデント', 'an incident'
FROM   denied d
WHERE  EXISTS (
           SELECT 1
           FROM   incident n
           JOIN   incident_components c
                  ON c.id = n.id
           JOIN   incident_scenarios s
                  ON s.id = n.id
           JOIN   scenario_threats h
                  ON h.id = s.value
           WHERE  h.value = d.rule
           AND    c.value = d.component
           AND    (n.detected_at > d.put_at
                   OR n.stage <> 'closed'))
