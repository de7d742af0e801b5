-- id: C1-3.policy-part-missing
-- check: C1-3
-- rows: C1-3, S1-R3, S1-T4
-- class: need
-- severity: high
-- note: A standard that is not known here (a folder judged without the organisation's part) is taken as named.
-- ja: セキュリティ対応方針{what}
-- en: the security policy {what_en}
SELECT 'system' AS subject_kind, :system AS subject_id, 'policy' AS key,
       'がまだ作られていない' AS what, 'has not been written yet' AS what_en
WHERE  NOT EXISTS (SELECT 1 FROM security_policy)
UNION ALL
SELECT 'security_policy', p.id, 'priority', 'に、何を優先するかが書かれていない', 'does not say what comes first'
FROM   security_policy p
WHERE  blank(p.priority, 20)
UNION ALL
SELECT 'security_policy', p.id, 'criteria', 'に、リスクを受容してよい条件が書かれていない', 'does not say when a risk may be accepted'
FROM   security_policy p
WHERE  blank(p.acceptance_criteria, 20)
UNION ALL
SELECT 'security_policy', p.id, 'baselines', 'に、準拠する基準が挙げられていない', 'names no standard that it follows'
FROM   security_policy p
WHERE  NOT EXISTS (
           SELECT 1
           FROM   security_policy_baselines b
           LEFT   JOIN standard_all s
                  ON s.id = b.value
           WHERE  b.id = p.id
           AND    (s.id IS NULL
                   OR s.retired_at IS NULL
                   AND s.type IN ('guideline', 'baseline', 'checklist')))
UNION ALL
SELECT 'security_policy', p.id, 'verification', 'に、対策を確かめる方法が挙げられていない', 'names no way of checking the measures'
FROM   security_policy p
WHERE  NOT EXISTS (SELECT 1 FROM security_policy_verification v WHERE v.id = p.id)
UNION ALL
SELECT 'security_policy', p.id, 'resources', 'に、予算も体制も書かれていない', 'tells neither budget nor staff'
FROM   security_policy p
WHERE  p.budget IS NULL
AND    blank(p.staffing, 10)
