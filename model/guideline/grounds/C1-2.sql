-- id: C1-2
-- waits: threats
-- note: Every derived threat needs an answer other than "open", or a look in a risk review, since its element last
--   changed. Every interface that can be reached from outside and every flow over a boundary needs a threat
--   that names it: a model from which none follows is too thin.
WITH word(proof) AS (
    SELECT coalesce((SELECT w.proof FROM check_word w WHERE w.check_id = 'C1-2'), 0)
),
answer(threat, cover_kind, cover_id, proof, at) AS (
    SELECT t.key, 'threat_disposition', d.id, p.proof, d.put_at
    FROM   threat t
    JOIN   threat_disposition d
           ON d.threat = t.key
    JOIN   object_proof p
           ON p.kind = 'threat_disposition'
           AND p.id = d.id
    WHERE  d.disposition <> 'open'
    UNION ALL
    SELECT t.key, 'review', r.id, p.proof, r.at
    FROM   threat t
    JOIN   review_items i
           ON i.subject_kind = t.subject_kind
           AND i.subject_id = t.subject_id
    JOIN   review r
           ON r.id = i.id
    JOIN   object_proof p
           ON p.kind = 'review'
           AND p.id = r.id
    WHERE  r.type = 'risk'
    AND    i.result = 'ok'
),
opening(kind, id) AS (
    SELECT 'interface', i.id
    FROM   interface i
    WHERE  i.exposure <> 'isolated'
    UNION
    SELECT 'flow', f.flow FROM flow_crossing f
)
SELECT 'threat' AS subject_kind, t.key AS subject_id, a.cover_kind, a.cover_id,
       max(a.proof, w.proof) AS proof, a.at AS collected_at, NULL AS fresh_until, g.at AS changed_at,
       CASE WHEN a.cover_id IS NULL THEN 'never' END AS reason
FROM   threat t
JOIN   word w
LEFT   JOIN answer a
       ON a.threat = t.key
LEFT   JOIN chg g
       ON g.kind = t.subject_kind
       AND g.id = t.subject_id
UNION ALL
SELECT o.kind, o.id, CASE WHEN n.key IS NOT NULL THEN 'threat' END, n.key,
       CASE WHEN n.key IS NOT NULL THEN max(p.proof, w.proof) END, CASE WHEN n.key IS NOT NULL THEN :now END,
       NULL, g.at, CASE WHEN n.key IS NULL THEN 'never' END
FROM   opening o
JOIN   word w
JOIN   object_proof p
       ON p.kind = o.kind
       AND p.id = o.id
LEFT   JOIN (SELECT t.subject_kind, t.subject_id, min(t.key) AS key
             FROM   threat t
             GROUP  BY t.subject_kind, t.subject_id) n
       ON n.subject_kind = o.kind
       AND n.subject_id = o.id
LEFT   JOIN chg g
       ON g.kind = o.kind
       AND g.id = o.id
