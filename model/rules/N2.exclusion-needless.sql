-- id: N2.exclusion-needless
-- check: column
-- rows: N2
-- class: should
-- severity: medium
-- note: Facts of the kind that a check is about, newer than the decision to exclude it.
-- ja: {check_id}の適用除外は、{why}
-- en: the exclusion of {check_id} {why_en}
WITH excluded AS (
    SELECT e.id, e.check_id, e.reason, a.at
    FROM   exception e
    JOIN   ok a
           ON a.kind = 'exception'
           AND a.id = e.id
    WHERE  e.type = 'exclude'
    AND    e.check_id IS NOT NULL
    AND    e.subject IS NULL
    AND    e.ends_on > :now
),
sign(checks, at) AS (
    SELECT 'C2-1, C2-2, C2-3', max(c.created_at, coalesce((SELECT m.at FROM mc m WHERE m.kind = 'contract' AND m.id = c.id), 0))
    FROM   contract_outs c
    WHERE  c.stage IN ('tender', 'concluded')
    UNION ALL
    SELECT 'C2-2, C2-3', c.created_at
    FROM   component c
    WHERE  c.contractor IS NOT NULL
    UNION ALL
    SELECT 'C2-4, C3-3, C4-3, C4-4, C7-1, C7-2', c.created_at
    FROM   component c
    WHERE  c.env = 'production'
    AND    c.type <> 'saas'
    UNION ALL
    SELECT 'C4-1, C4-2', c.created_at
    FROM   component c
    WHERE  c.custom = 1
    UNION ALL
    SELECT 'C4-5', c.created_at
    FROM   component c
    WHERE  c.type IN ('container', 'vm')
    UNION ALL
    SELECT 'C3-2, C5-2', i.created_at
    FROM   interface i
    WHERE  i.exposure <> 'isolated'
    UNION ALL
    SELECT 'C3-4', i.created_at
    FROM   interface i
    WHERE  i.type IN ('web', 'api', 'app')
    UNION ALL
    SELECT 'C7-3', r.created_at
    FROM   account_role r
    WHERE  r.privileged = 1
    UNION ALL
    SELECT 'C3-2, C5-2', o.seen_at
    FROM   observed_interface o
    WHERE  o.is_external = 1
    UNION ALL
    SELECT 'C7-3', o.seen_at
    FROM   observed_account o
    WHERE  o.privileged = 1
    UNION ALL
    SELECT 'C2-4, C4-3, C7-2', o.seen_at FROM component_instance o
    UNION ALL
    SELECT 'C4-4', o.seen_at FROM observed_setting o
    UNION ALL
    SELECT 'C4-1, C4-2', o.seen_at FROM pipeline_fact o
)
SELECT 'exception' AS subject_kind, x.id AS subject_id, '' AS key, x.check_id,
       '決裁された後に、該当する事実が現れている' AS why,
       'is contradicted by facts that came after it was decided' AS why_en
FROM   excluded x
WHERE  EXISTS (
           SELECT 1
           FROM   sign s
           WHERE  glob_match(s.checks, x.check_id) = 1
           AND    s.at > x.at)
UNION ALL
SELECT 'exception', min(x.id), 'copied', min(x.check_id),
       'ほかの' || (count(DISTINCT x.check_id) - 1) || '項目と同じ理由を使い回している',
       'repeats the reason given for ' || (count(DISTINCT x.check_id) - 1) || ' others'
FROM   excluded x
GROUP  BY norm(x.reason)
HAVING count(DISTINCT x.check_id) >= mv('n2.copy_max')
