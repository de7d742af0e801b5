-- id: C3-12.loose
-- check: C3-12
-- rows: C3-12, S8-K2
-- class: must/must/should
-- severity: medium
-- note: Own and the organisation's. Every combination of what the tables ask is looked up in both, as the first row that fits says. No
--   deadline is later than any.
-- ja: 脆弱性対応の基準「{policy|vulnerability_policy}」は、{what_ja}
-- en: the vulnerability policy "{policy|vulnerability_policy}" {what_en}
WITH line AS (
    SELECT p.system, p.id, r.ord, r.exploited, r.exposed, r.automatable, r.total, coalesce(r.cvss_from, 0) AS cvss_from,
           r.rank, r.within, coalesce(r.within, 9000000000000000000) AS late
    FROM   vulnerability_policy p
    JOIN   vulnerability_policy_rules r
           ON r.id = p.id
    WHERE  coalesce(r.rank, 'any') IN ('any', (SELECT rank FROM context))
),
said(word) AS (VALUES ('yes'), ('no')),
band AS (
    SELECT 0 AS cvss
    UNION
    SELECT l.cvss_from FROM line l
),
cell AS (
    SELECT l.system, l.id, e.word AS exploited, x.word AS exposed, a.word AS automatable, t.word AS total, b.cvss,
           l.within, l.late,
           row_number() OVER (PARTITION BY l.id, e.word, x.word, a.word, t.word, b.cvss ORDER BY l.ord) AS nth
    FROM   line l
    JOIN   said e
           ON coalesce(l.exploited, 'any') IN ('any', e.word)
    JOIN   said x
           ON coalesce(l.exposed, 'any') IN ('any', x.word)
    JOIN   said a
           ON coalesce(l.automatable, 'any') IN ('any', a.word)
    JOIN   said t
           ON coalesce(l.total, 'any') IN ('any', t.word)
    JOIN   band b
           ON l.cvss_from <= b.cvss
),
looser AS (
    SELECT o.id, count(*) AS n, min(o.exploited || o.exposed || o.automatable || o.total) AS first,
           max(o.exploited = 'yes') AS exploited
    FROM   cell o
    JOIN   cell g
           ON g.exploited = o.exploited
           AND g.exposed = o.exposed
           AND g.automatable = o.automatable
           AND g.total = o.total
           AND g.cvss = o.cvss
           AND g.nth = 1
    WHERE  o.system = :system
    AND    o.nth = 1
    AND    o.late > g.late
    GROUP  BY o.id
)
SELECT 'vulnerability_policy' AS subject_kind, l.id AS subject_id, 'weaker' AS key, l.id AS policy,
       '組織の基準より遅い期限を、' || l.n || '通りの場合に認めている' || CASE WHEN l.exploited THEN '(悪用が確認されたものを含む)' ELSE '' END AS what_ja,
       'allows later deadlines than the organisation''s in ' || l.n || CASE l.n WHEN 1 THEN ' case' ELSE ' cases' END || CASE WHEN l.exploited THEN ', exploited ones among them' ELSE '' END AS what_en
FROM   looser l
UNION ALL
SELECT 'vulnerability_policy', c.id, 'exploited', c.id,
       '悪用が確認され外から届く脆弱性に、上限より遅い期限を認めている',
       'gives vulnerabilities that are exploited and exposed more time than the limit'
FROM   cell c
WHERE  c.nth = 1
AND    c.exploited = 'yes'
AND    c.exposed = 'yes'
AND    c.late > mv('vuln.kev.max')
AND    (c.system = :system
        OR NOT EXISTS (SELECT 1
                       FROM   vulnerability_policy p
                       WHERE  p.system = :system))
GROUP  BY c.id
