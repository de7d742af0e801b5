-- id: N1.promised_check
-- check: column
-- rows: N1, C1-3, C3-1, C4-1, C5-1, C5-3, C6-3, C7-9
-- class: must/must/should
-- severity: medium
-- note: From the gate of the phase on. Assessments that the rank asks for anyway are told by C5-3.kind when they are
--   missing, reviews by D4, drills by C6-3.none; here it is about what the policy promised beyond, and by whom.
-- ja: 方針は工程{phase}で「{means|security_policy.verification.means}」を行うと約したのに、{what_ja}
-- en: for phase {phase} the policy promised "{means|security_policy.verification.means}", but {what_en}
WITH promised AS (
    SELECT v.id, v.phase, v.means, v.performer
    FROM   security_policy_verification v
    JOIN   phase_reached p
           ON p.phase = v.phase
    WHERE  v.phase >= 4
),
built AS (
    SELECT u.party FROM own_unit u
    UNION
    SELECT c.contractor FROM component c WHERE c.contractor IS NOT NULL
    UNION
    SELECT k.party FROM contract k WHERE k.type IN ('development', 'operation', 'maintenance')
),
done AS (
    SELECT a.type AS means, max(a.tester NOT IN (SELECT b.party FROM built b)) AS third
    FROM   assessment a
    WHERE  a.finished_on <= :now
    GROUP  BY a.type
)
SELECT 'security_policy' AS subject_kind, v.id AS subject_id, v.phase || '-' || v.means AS key,
       CASE WHEN v.means = 'function_test' THEN 'C5-1' WHEN v.means <> 'review' THEN 'C5-3'
            WHEN v.phase = 4 THEN 'C3-1' WHEN v.phase = 5 THEN 'C4-1' WHEN v.phase = 6 THEN 'C5-3'
            WHEN v.phase = 7 THEN 'C6-3' ELSE 'C7-9' END AS check_id,
       v.phase, v.means,
       CASE WHEN d.means IS NULL THEN '行われていない' ELSE '約した第三者ではなく、構築や運用の側が行った' END AS what_ja,
       CASE WHEN d.means IS NULL THEN 'it was not done' ELSE 'those who build or run the system did it, no third party' END AS what_en
FROM   promised v
LEFT   JOIN done d
       ON d.means = v.means
WHERE  (v.means IN ('web', 'platform', 'cloud', 'app', 'source', 'pentest', 'redteam')
        AND (d.means IS NULL OR (v.performer = 'third' AND NOT d.third))
        AND NOT (d.means IS NULL
                 AND EXISTS (SELECT 1
                             FROM   assessment_asked k
                             WHERE  k.type = v.means)))
OR     (v.means = 'function_test'
        AND NOT EXISTS (SELECT 1 FROM test_run))
OR     (v.means = 'review'
        AND v.performer = 'third'
        AND mv('assess.involvement', v.phase) = ''
        AND NOT EXISTS (SELECT 1
                        FROM   evaluation e
                        WHERE  e.phase = v.phase))
