-- id: C2-2.cloud-row-wrong
-- check: C2-2
-- rows: C2-2, S3-K1
-- class: must
-- severity: high
-- ja: 「{task|dtask}」の主担当を{holder|party}としたが、{model|service_model}ではそれは{gap}
-- en: "{task|dtask}" is put on {holder|party}, but under {model|service_model} {gap_en}
WITH cell AS (
    SELECT d.id, d.task, d.holder, s.id AS service, s.party AS provider, s.model, t.scope AS reach, x.side, p.type,
           c.custom, l.id IS NOT NULL AS named
    FROM   demarcation d
    JOIN   party p
           ON p.id = d.holder
    LEFT   JOIN component c
           ON d.scope_kind = 'component'
           AND c.id = d.scope_id
    JOIN   cloud_service s
           ON s.id = CASE d.scope_kind WHEN 'cloud_service' THEN d.scope_id ELSE c.cloud_service END
    JOIN   dtask t
           ON t.task = d.task
    JOIN   dtask_side x
           ON x.task = d.task
           AND x.model = s.model
    LEFT   JOIN clause l
           ON l.id = d.clause
           AND l.strength = 'present'
    WHERE  d.part = 'main'
    AND    s.model <> 'onprem'
    AND    p.type <> 'platform'
),
judged AS (
    SELECT c.id, c.task, c.holder, c.service, c.model, c.reach, c.side, c.custom, c.named,
           c.holder = c.provider
           OR c.type = 'csp' AS provider,
           EXISTS (SELECT 1
                   FROM   contract_live k
                   WHERE  k.party = c.holder
                   AND    k.type = 'cloud') AS reseller,
           EXISTS (SELECT 1
                   FROM   contract_live k
                   WHERE  k.party = c.holder
                   AND    k.type IN ('development', 'operation', 'maintenance')) AS agent
    FROM   cell c
)
SELECT 'demarcation' AS subject_kind, j.id AS subject_id,
       CASE j.reach WHEN 'system' THEN 'always-ours' ELSE 'below' END AS key, j.task, j.holder, j.model,
       'クラウド事業者の仕事ではない' AS gap, 'that is not the cloud provider''s work' AS gap_en
FROM   judged j
WHERE  j.side = 'own'
AND    (j.provider
        OR (j.reseller
            AND NOT j.agent))
AND    (j.reach = 'system'
        OR NOT j.named)
AND    (j.task <> 'app_vuln'
        OR j.model <> 'paas'
        OR j.custom = 1
        OR EXISTS (SELECT 1
                   FROM   component k
                   WHERE  j.custom IS NULL
                   AND    k.cloud_service = j.service
                   AND    k.custom = 1))
UNION ALL
SELECT 'demarcation', j.id, 'above', j.task, j.holder, j.model, 'クラウド事業者にしかできない',
       'only the cloud provider can do it'
FROM   judged j
WHERE  j.side = 'csp'
AND    NOT j.provider
AND    NOT j.reseller
AND    NOT j.named
AND    NOT (j.task = 'app_vuln'
            AND coalesce(j.custom, 0) = 1)
