-- id: C2-2.main-without-contract
-- check: C2-2
-- rows: C2-2, S3-T2, P2b, A1, A2
-- class: must
-- severity: high
-- ja: {holder|party}は「{tasks|dtask}」の主担当だが、{gap}
-- en: {holder|party} is mainly responsible for "{tasks|dtask}", but {gap_en}
WITH outside AS (
    SELECT d.holder, group_concat(DISTINCT d.task) AS tasks
    FROM   demarcation d
    JOIN   party p
           ON p.id = d.holder
    WHERE  d.part = 'main'
    AND    p.type NOT IN ('platform', 'unit')
    AND    d.holder NOT IN (SELECT party FROM own_unit)
    AND    NOT EXISTS (SELECT 1
                       FROM   link l
                       WHERE  l.party = d.holder
                       AND    l.agreement IS NOT NULL)
    GROUP  BY d.holder
),
term AS (
    SELECT u.party AS holder, c.type, c.ends_on,
           c.stage = 'concluded'
           AND c.starts_on <= :now
           AND c.ends_on > :now AS live,
           c.stage = 'ended'
           OR (c.stage = 'concluded'
               AND c.ends_on <= :now) AS over
    FROM   acts_under u
    JOIN   contract c
           ON c.id = u.contract
),
state AS (
    SELECT o.holder, o.tasks, count(t.holder) AS contracts, coalesce(sum(t.live), 0) AS live,
           coalesce(sum(t.over), 0) AS over, max(CASE WHEN t.live THEN t.ends_on END) AS last
    FROM   outside o
    LEFT   JOIN term t
           ON t.holder = o.holder
    GROUP  BY o.holder
)
SELECT 'party' AS subject_kind, x.holder AS subject_id, '' AS key, x.holder, x.tasks,
       'それを義務づける有効な契約がない' AS gap, 'no contract in force binds it' AS gap_en
FROM   state x
WHERE  x.live = 0
AND    (x.over > 0
        OR x.contracts = 0)
UNION ALL
SELECT 'party', x.holder, 'ending', x.holder, x.tasks,
       '契約が間もなく終わり、後続の調達が始まっていない', 'its contract ends soon and no successor is under way'
FROM   state x
WHERE  x.contracts = x.live + x.over
AND    x.last < (SELECT ends_on FROM system)
AND    x.last <= :now + mv('renewal.lead')
AND    NOT EXISTS (SELECT 1
                   FROM   contract n
                   JOIN   term k
                          ON k.type = n.type
                   WHERE  k.holder = x.holder
                   AND    k.live
                   AND    n.stage IN ('planned', 'tender'))
