-- id: C2-2.no-trail
-- check: C2-2
-- rows: C2-2, S3-T2
-- class: should
-- severity: low
-- ja: {holder|party}の「{task|dtask}」に、{gap}
-- en: For "{task|dtask}", held by {holder|party}, {gap_en}
SELECT 'demarcation' AS subject_kind, d.id AS subject_id, '' AS key, d.task, d.holder,
       CASE WHEN blank(d.proof, 3) = 0 THEN '行う頻度が定められていない'
            WHEN d.every IS NULL THEN '残す証跡も頻度も定められていない'
            ELSE '残す証跡が定められていない' END AS gap,
       CASE WHEN blank(d.proof, 3) = 0 THEN 'no rhythm is laid down'
            WHEN d.every IS NULL THEN 'neither proof nor rhythm is laid down'
            ELSE 'it is not laid down what proof it leaves' END AS gap_en
FROM   demarcation d
WHERE  d.part = 'main'
AND    mv_has('demarcation.trail_tasks', d.task)
AND    (blank(d.proof, 3) = 1
        OR d.every IS NULL)
AND    NOT EXISTS (SELECT 1
                   FROM   demarcation w
                   WHERE  w.task = d.task
                   AND    w.holder = d.holder
                   AND    w.scope_id IS NULL
                   AND    blank(w.proof, 3) = 0
                   AND    w.every IS NOT NULL)
