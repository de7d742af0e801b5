-- view: design_baseline
-- note: Standards of the policy that the design is held against: those in force by now that serve phase 4.
SELECT DISTINCT s.id AS standard, s.type
FROM   security_policy_baselines b
JOIN   standard s
       ON s.id = b.value
WHERE  s.type IN ('baseline', 'guideline', 'ismap')
AND    s.effective_from <= (SELECT now FROM context)
AND    (NOT EXISTS (SELECT 1 FROM standard_phases p WHERE p.id = s.id)
        OR EXISTS (SELECT 1 FROM standard_phases p WHERE p.id = s.id AND p.value = 4))
