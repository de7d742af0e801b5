-- id: C2-2.refused
-- check: C2-2
-- rows: C2-2, S3-T2, P2b, A1
-- class: must
-- severity: high
-- ja: 「{task|dtask}」の主担当とした{holder|party}が、{gap}
-- en: {holder|party} is named as mainly responsible for "{task|dtask}", but {gap_en}
WITH main AS (
    SELECT d.id, d.task, d.holder, d.put_at, p.type
    FROM   demarcation d
    JOIN   party p
           ON p.id = d.holder
    WHERE  d.part = 'main'
),
word AS (
    SELECT t.subject_id AS cell, t.statement, t.put_at,
           row_number() OVER (PARTITION BY t.subject_id ORDER BY t.put_at DESC, t.id DESC) AS nth
    FROM   attestation t
    JOIN   main m
           ON t.subject_kind = 'demarcation'
           AND m.id = t.subject_id
    LEFT   JOIN person q
           ON q.id = t.put_by
    JOIN   signs_for s
           ON s.holder = m.holder
           AND s.party = coalesce(t.party, q.party, m.holder)
    WHERE  t.put_role = 'contractor'
    AND    t.ends_on > :now
)
SELECT 'demarcation' AS subject_kind, m.id AS subject_id, '' AS key, m.task, m.holder,
       '自分の担当ではない、または一部だけだと申告している' AS gap,
       'states that the task is not theirs, or only in part' AS gap_en
FROM   main m
JOIN   word w
       ON w.cell = m.id
       AND w.nth = 1
WHERE  w.statement <> 'conforming'
AND    w.put_at >= m.put_at
UNION ALL
SELECT 'demarcation', min(m.id), 'duty', m.task, m.holder,
       '運用体制ではその作業の担当になっていない',
       'every duty for that task lies with somebody else'
FROM   main m
WHERE  m.type IN ('contractor', 'unit')
AND    EXISTS (SELECT 1
               FROM   duty_tasks t
               WHERE  t.value = m.task)
AND    NOT EXISTS (SELECT 1
                   FROM   main y
                   WHERE  y.task = m.task
                   AND    y.holder <> m.holder)
AND    NOT EXISTS (SELECT 1
                   FROM   duty_tasks t
                   JOIN   duty u
                          ON u.id = t.id
                   WHERE  t.value = m.task
                   AND    (EXISTS (SELECT 1
                                   FROM   party_line l
                                   WHERE  l.party = u.party
                                   AND    l.above = m.holder)
                           OR EXISTS (SELECT 1
                                      FROM   contract c
                                      JOIN   contract_line l
                                             ON l.contract = c.id
                                      JOIN   contract a
                                             ON a.id = l.above
                                      WHERE  c.party = u.party
                                      AND    a.party = m.holder)
                           OR (u.party IN (SELECT party FROM own_unit)
                               AND m.holder IN (SELECT party FROM own_unit))))
GROUP  BY m.task, m.holder
