-- id: C6-1
-- note: Every operating task that somebody is mainly responsible for, and incidents always. Covered by a
--   duty of the holder (or of whoever stands below it) with a person in office whose contact was
--   verified in time. A cloud provider or shared platform is reached through the own unit's duty.
WITH cell AS (
    SELECT DISTINCT d.task, coalesce(d.scope_kind || ':' || d.scope_id, 'system') AS scope, d.holder,
           d.id AS demarcation
    FROM   demarcation d
    WHERE  d.part = 'main'
    AND    d.task IN ('identity', 'privilege', 'key', 'config', 'log', 'monitor', 'vuln_info',
                      'threat_info', 'backup', 'incident', 'assess', 'drill')
    UNION ALL
    SELECT 'incident', 'system', NULL, NULL
    WHERE  NOT EXISTS (SELECT 1
                       FROM   demarcation d
                       WHERE  d.part = 'main'
                       AND    d.task = 'incident')
),
held AS (
    SELECT c.task, c.scope, du.id AS duty, du.person, du.put_at, du.verified_on, c.demarcation
    FROM   cell c
    JOIN   duty_tasks t
           ON t.value = c.task
    JOIN   duty du
           ON du.id = t.id
    JOIN   here p
           ON p.id = du.person
    WHERE  c.holder IS NULL
    OR     EXISTS (SELECT 1
                   FROM   party_line l
                   WHERE  l.party = du.party
                   AND    l.above = c.holder)
    OR     (EXISTS (SELECT 1
                    FROM   party h
                    WHERE  h.id = c.holder
                    AND    h.type IN ('csp', 'platform'))
            AND du.party IN (SELECT party FROM own_unit))
)
SELECT 'dtask' AS subject_kind, c.task || '@' || c.scope AS subject_id, CASE WHEN h.verified_on IS NOT NULL THEN 'duty' END AS cover_kind,
       CASE WHEN h.verified_on IS NOT NULL THEN h.duty END AS cover_id,
       CASE WHEN h.duty IS NULL OR h.verified_on IS NULL THEN NULL
            ELSE max(o.proof, coalesce((SELECT w.proof FROM check_word w WHERE w.check_id = 'C6-1'), 0))
            END AS proof,
       h.put_at AS collected_at, h.verified_on + mv('interval.contacts') AS fresh_until,
       nullif(max(coalesce(g.at, 0), coalesce(p.at, 0)), 0) AS changed_at,
       CASE WHEN h.duty IS NULL THEN 'never'
            WHEN h.verified_on IS NULL THEN 'unconfirmed' END AS reason
FROM   cell c
LEFT   JOIN held h
       ON h.task = c.task
       AND h.scope = c.scope
LEFT   JOIN object_proof o
       ON o.kind = 'duty'
       AND o.id = h.duty
LEFT   JOIN chg g
       ON g.kind = 'demarcation'
       AND g.id = c.demarcation
LEFT   JOIN chg p
       ON p.kind = 'person'
       AND p.id = h.person
