-- id: C7-4.no_rerun
-- check: C7-4
-- rows: C7-4, N3
-- class: must
-- severity: high
-- ja: 変更「{change|change}」は工程{phase}をやり直すとしたが、その工程はまだ通過していない
-- en: the change "{change|change}" was to run phase {phase} again, but that phase was not passed since
SELECT 'change' AS subject_kind, c.id AS subject_id, CAST(r.value AS TEXT) AS key, c.id AS change, r.value AS phase,
       CASE WHEN c.done_at + mv('grace.n3') <= :now THEN 'must' ELSE 'should' END AS class
FROM   change c
JOIN   change_reruns r
       ON r.id = c.id
WHERE  c.done_at <= :now
AND    NOT EXISTS (SELECT 1
                   FROM   gate_event g
                   WHERE  g.phase = r.value
                   AND    g.move IN ('pass', 'conditional')
                   AND    g.put_at > c.created_at)
