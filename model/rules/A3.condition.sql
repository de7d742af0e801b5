-- id: A3.condition
-- check: column
-- rows: A3, P5a
-- class: must
-- severity: medium
-- note: Acceptances of issues and vulnerabilities; those of scenarios are judged by C1-3.acceptance-unsupported. A
--   control that another one in force replaces is not missed.
-- ja: {what}の受容を支える対策「{control|control}」は、{why}
-- en: the control "{control|control}", on which the acceptance of {what_en} leans, {why_en}
SELECT 'acceptance' AS subject_kind, a.id AS subject_id, n.value AS key,
       CASE a.subject_kind WHEN 'issue' THEN 'C5-5' ELSE 'C7-5' END AS check_id, n.value AS control,
       CASE a.subject_kind WHEN 'issue' THEN '指摘' ELSE '脆弱性' END AS what,
       CASE a.subject_kind WHEN 'issue' THEN 'an issue' ELSE 'a vulnerability' END AS what_en,
       CASE WHEN k.retired_at IS NULL THEN '停止している' ELSE '廃止されている' END AS why,
       CASE WHEN k.retired_at IS NULL THEN 'is disabled' ELSE 'is no longer there' END AS why_en
FROM   acceptance a
JOIN   acceptance_compensating n
       ON n.id = a.id
JOIN   control_all k
       ON k.id = n.value
WHERE  a.ends_on > :now
AND    a.subject_kind <> 'scenario'
AND    (k.retired_at IS NOT NULL
        OR k.state = 'disabled')
AND    NOT EXISTS (
           SELECT 1
           FROM   trace t
           JOIN   control c
                  ON c.id = t.from_id
           WHERE  t.type = 'replaces'
           AND    t.from_kind = 'control'
           AND    t.to_kind = 'control'
           AND    t.to_id = k.id
           AND    c.state = 'implemented')
