-- id: N1.disabled_relied
-- check: C1-4
-- rows: N1, C1-4, A3
-- class: must
-- severity: high
-- note: Of exceptions; C1-3.acceptance-unsupported and C1-2.mitigated-elsewhere tell it of acceptances and of
--   answers to threats. A control that another one in force replaces (trace) is not missed.
-- ja: 例外「{exception|exception}」を認める前提とした対策「{control|control}」が、{why_ja}
-- en: the control "{control|control}", which is to make up for the exception "{exception|exception}", {why_en}
WITH lost AS (
    SELECT c.id, CASE WHEN c.retired_at IS NOT NULL THEN 'gone' ELSE 'off' END AS how
    FROM   control_all c
    WHERE  (c.retired_at IS NOT NULL
            OR c.state = 'disabled')
    AND    NOT EXISTS (SELECT 1
                       FROM   trace t
                       JOIN   control k
                              ON k.id = t.from_id
                       WHERE  t.type = 'replaces'
                       AND    t.from_kind = 'control'
                       AND    t.to_kind = 'control'
                       AND    t.to_id = c.id
                       AND    k.state = 'implemented')
)
SELECT 'exception' AS subject_kind, e.id AS subject_id, l.id AS key, e.id AS exception, l.id AS control,
       CASE WHEN EXISTS (SELECT 1
                         FROM   exception_compensating x
                         JOIN   control k
                                ON k.id = x.value
                         WHERE  x.id = e.id
                         AND    k.state = 'implemented') THEN 'should' END AS class,
       CASE l.how WHEN 'gone' THEN '廃止されている' ELSE '止まっている' END AS why_ja,
       CASE l.how WHEN 'gone' THEN 'was given up' ELSE 'is switched off' END AS why_en
FROM   exception e
JOIN   ok a
       ON a.kind = 'exception'
       AND a.id = e.id
JOIN   exception_compensating n
       ON n.id = e.id
JOIN   lost l
       ON l.id = n.value
WHERE  e.ends_on > :now
