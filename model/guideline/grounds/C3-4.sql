-- id: C3-4
-- note: Every interface that takes input from outside, and every flow from outside without one (what is
--   fetched, media, mail). An interface is covered by its validation and how it works, once building has
--   begun only by an assessment of it or of its component that tried injection, or by an API description
--   that shows all its parameters validated, since the interface changed. A flow is covered by the check of
--   its content.
WITH word AS (
    SELECT max(w.proof) AS proof
    FROM   check_word w
    WHERE  w.check_id = 'C3-4'
),
cover AS (
    SELECT i.id, 'interface' AS kind, i.id AS by_id, max(o.proof, coalesce(w.proof, 0)) AS proof, i.put_at AS at
    FROM   interface i
    JOIN   object_proof o
           ON o.kind = 'interface'
           AND o.id = i.id
    JOIN   word w
    WHERE  NOT EXISTS (SELECT 1
                       FROM   phase_reached p
                       WHERE  p.phase = 5)
    UNION ALL
    SELECT i.id, 'assessment', a.id,
           CASE WHEN EXISTS (SELECT 1 FROM assessment_reports r WHERE r.id = a.id) THEN 70 ELSE 40 END,
           a.finished_on
    FROM   interface i
    JOIN   assessment_scope s
           ON (s.value_kind = 'interface' AND s.value_id = i.id)
           OR (s.value_kind = 'component' AND s.value_id = i.component)
    JOIN   assessment a
           ON a.id = s.id
    JOIN   assessment_aspects k
           ON k.id = a.id
    WHERE  k.value = 'injection'
    AND    a.finished_on IS NOT NULL
    UNION ALL
    SELECT p.interface, 'evidence', p.evidence, coalesce(e.percent, mv('proof.upload')), min(p.seen_at)
    FROM   path_seen p
    LEFT   JOIN evidence_proof e
           ON e.evidence = p.evidence
    WHERE  p.parameter IS NOT NULL
    GROUP  BY p.interface
    HAVING min(coalesce(p.validated, 0)) = 1
)
SELECT 'interface' AS subject_kind, i.id AS subject_id, c.kind AS cover_kind, c.by_id AS cover_id, c.proof,
       c.at AS collected_at, NULL AS fresh_until, g.at AS changed_at,
       CASE WHEN i.input = 'none' THEN 'never' WHEN blank(i.input_note, 4) THEN 'unnamed'
            WHEN c.id IS NULL THEN 'never' END AS reason
FROM   interface i
LEFT   JOIN cover c
       ON c.id = i.id
       AND i.input <> 'none'
       AND NOT blank(i.input_note, 4)
LEFT   JOIN chg g
       ON g.kind = 'interface'
       AND g.id = i.id
WHERE  i.exposure <> 'isolated'
AND    i.input <> 'no_input'
UNION ALL
SELECT 'flow', f.id, CASE WHEN f.content_check <> 'none' THEN 'flow' END, CASE WHEN f.content_check <> 'none' THEN f.id END,
       CASE WHEN f.content_check <> 'none' THEN max(o.proof, coalesce(w.proof, 0)) END, f.put_at, NULL, NULL,
       CASE WHEN f.content_check = 'none' THEN 'never' END
FROM   flow f
JOIN   object_proof o
       ON o.kind = 'flow'
       AND o.id = f.id
JOIN   word w
WHERE  f.from_kind IN ('actor', 'link')
AND    f.to_kind = 'component'
AND    f.interface IS NULL
AND    lower(f.protocol) <> 'paper'
