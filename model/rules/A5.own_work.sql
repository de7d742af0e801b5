-- id: A5.own_work
-- check: column
-- rows: A4, A5
-- class: must
-- severity: high
-- note: What somebody wrote as the assessor (issues, recommendations) is no work of the builders. Where a phase was
--   evaluated, requirements count in phase 2, controls in phase 4, procedures in phase 7: should.
-- ja: 評価「{evaluation|evaluation}」は、評価した本人が書いた{what_ja}を対象にしている
-- en: the evaluation "{evaluation|evaluation}" is about {what_en} that the same person wrote
WITH work(phase, kind, id, put_by) AS (
    SELECT 2, 'requirement', r.id, r.put_by FROM requirement r WHERE r.put_role <> 'assessor'
    UNION ALL
    SELECT 4, 'control', c.id, c.put_by FROM control c WHERE c.put_role <> 'assessor'
    UNION ALL
    SELECT 7, 'procedure', p.id, p.put_by FROM procedure p WHERE p.put_role <> 'assessor' AND p.system = :system
)
SELECT 'evaluation' AS subject_kind, e.id AS subject_id, '' AS key, k.check_id, e.id AS evaluation, 'must' AS class,
       'もの' AS what_ja, 'something' AS what_en
FROM   evaluation e
JOIN   object o
       ON o.kind = e.subject_kind
       AND o.id = e.subject_id
       AND o.put_by = e.put_by
JOIN   gate_check k
       ON k.phase = coalesce(e.phase, 8)
WHERE  o.put_role <> 'assessor'
AND    e.put_by <> 'local'
UNION ALL
SELECT 'evaluation', e.id, '', k.check_id, e.id, 'should',
       '文書など' || count(*) || '件', count(*) || ' objects'
FROM   evaluation e
JOIN   work w
       ON w.phase = e.phase
       AND w.put_by = e.put_by
JOIN   gate_check k
       ON k.phase = e.phase
WHERE  e.put_by <> 'local'
GROUP  BY e.id
