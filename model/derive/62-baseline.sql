-- view: baseline
-- note: Standards of the policy that ask for requirements, in the phase where requirements are made. A
--   checklist asks about the work, not for requirements.
SELECT DISTINCT s.id AS standard, s.type
FROM   security_policy_baselines b
JOIN   standard s
       ON s.id = b.value
WHERE  s.type IN ('baseline', 'guideline', 'ismap')
AND    (NOT EXISTS (SELECT 1
                    FROM   standard_phases p
                    WHERE  p.id = s.id)
        OR EXISTS (SELECT 1
                   FROM   standard_phases p
                   WHERE  p.id = s.id
                   AND    p.value = 2))
