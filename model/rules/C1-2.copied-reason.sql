-- id: C1-2.copied-reason
-- check: C1-2
-- rows: C1-2, S1-R1, S1-T2
-- class: should
-- severity: medium
-- note: A threat's key is its rule and its element with a colon between. Answers to threats that the model
--   no longer gives do not count.
-- ja: 種類の違う{rules}件の脅威({answers}件の回答)に、同じ理由「{reason}」が使い回されている
-- en: one reason, "{reason}", was pasted over {answers} answers to {rules} different kinds of threat
WITH answer AS (
    SELECT d.id, norm(d.reason) AS said, d.reason, substr(d.threat, 1, instr(d.threat || ':', ':') - 1) AS rule
    FROM   threat_disposition d
    WHERE  d.disposition IN ('not_applicable', 'accepted')
    AND    (NOT EXISTS (SELECT 1 FROM threat)
            OR EXISTS (SELECT 1 FROM threat t WHERE t.key = d.threat))
)
SELECT 'threat_disposition' AS subject_kind, min(a.id) AS subject_id, '' AS key,
       count(*) AS answers, count(DISTINCT a.rule) AS rules, substr(min(a.reason), 1, 40) AS reason
FROM   answer a
GROUP  BY a.said
HAVING count(*) >= mv('threat.copy_max')
AND    count(DISTINCT a.rule) >= mv('threat.copy_rules')
