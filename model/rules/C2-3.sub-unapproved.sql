-- id: C2-3.sub-unapproved
-- check: C2-3
-- rows: C2-3, S3-R2, S3-K1, A2, D5-R3
-- class: must
-- severity: high
-- ja: {what_ja}
-- en: {what_en}
-- note: An approval that is stale because more than the stage or the dates of the subcontract changed is
--   none; else it only has to be renewed. Approved late is what no decision approved before it began,
--   unless it was recorded later. Hidden is a contractor that works here without any contract at all.
WITH sub AS (
    SELECT c.id, c.party, coalesce(c.name, c.id) AS name, coalesce(c.name_en, c.name, c.id) AS name_en,
           coalesce(p.name, c.party) AS of_ja, coalesce(p.name_en, p.name, c.party) AS of_en,
           c.starts_on, c.created_at, a.state,
           (SELECT min(d.put_at)
            FROM   decision d
            WHERE  d.subject_kind = 'contract'
            AND    d.subject_id = c.id
            AND    d.choice <> 'reject') AS first,
           EXISTS (SELECT 1
                   FROM   model_change m
                   WHERE  m.kind = 'contract'
                   AND    m.id = c.id
                   AND    m.at > a.at
                   AND    m.field IN ('party', 'parent', 'type', 'components', 'information', 'work_place')) AS other
    FROM   contract_live c
    LEFT   JOIN approval a
           ON a.kind = 'contract'
           AND a.id = c.id
    LEFT   JOIN party p
           ON p.id = c.party
    WHERE  c.parent IS NOT NULL
),
working AS (
    SELECT contractor AS party, name, id FROM component
    UNION ALL
    SELECT party, name, id FROM duty
    UNION ALL
    SELECT provider, name, id FROM control
    UNION ALL
    SELECT p.party, a.name, a.id
    FROM   account a
    JOIN   person p
           ON p.id = a.person
),
hidden AS (
    SELECT p.id AS party, coalesce(p.name, p.id) AS name, coalesce(p.name_en, p.name, p.id) AS name_en,
           min(coalesce(w.name, w.id)) AS place
    FROM   working w
    JOIN   party p
           ON p.id = w.party
    WHERE  p.type = 'contractor'
    AND    NOT EXISTS (SELECT 1
                       FROM   contract c
                       JOIN   party_line l
                              ON l.party = c.party
                       WHERE  l.above = p.id)
    AND    NOT EXISTS (SELECT 1
                       FROM   contract c
                       JOIN   party_line l
                              ON l.above = c.party
                       WHERE  l.party = p.id)
    GROUP  BY p.id
)
SELECT 'contract' AS subject_kind, id AS subject_id,
       CASE WHEN state = 'stale'
            AND NOT other THEN 'stale' ELSE '' END AS key,
       CASE WHEN state = 'stale'
            AND NOT other THEN 'should' ELSE 'must' END AS class,
       CASE WHEN state = 'stale'
            AND NOT other THEN '再委託「' || name || '」は承認後に記録が変わった。改めて承認が要る'
            ELSE '再委託「' || name || '」(' || of_ja || ')は、承認のないまま行われている' END AS what_ja,
       CASE WHEN state = 'stale'
            AND NOT other THEN 'the record of subcontract "' || name_en || '" changed after its approval, which has to be renewed'
            ELSE 'subcontract "' || name_en || '" (' || of_en || ') is carried out without approval' END AS what_en
FROM   sub
WHERE  id NOT IN (SELECT id FROM ok WHERE kind = 'contract')
UNION ALL
SELECT 'contract', id, 'late', 'must',
       '再委託「' || name || '」は、始まった後に承認されている',
       'subcontract "' || name_en || '" was approved only after it had begun'
FROM   sub
WHERE  id IN (SELECT id FROM ok WHERE kind = 'contract')
AND    first > starts_on
AND    created_at <= starts_on
UNION ALL
SELECT 'party', party, 'hidden', 'must',
       name || 'は「' || place || '」などを担当しているが、契約も再委託の承認も記録されていない',
       name_en || ' works here ("' || place || '" and more), but neither a contract nor an approved subcontract is recorded'
FROM   hidden
