-- id: C7-5.feeds
-- check: C7-5
-- rows: C7-5, S8-R1
-- class: should
-- severity: medium
-- ja: 脆弱性対応方針の情報源に、{what_ja}がない
-- en: the feeds of the vulnerability policy lack {what_en}
WITH policy AS (
    SELECT p.id,
           row_number() OVER (ORDER BY (p.system = :system) DESC, p.id) AS nth
    FROM   vulnerability_policy p
),
named AS (
    SELECT p.id, max(f.type = 'kev') AS kev, max(f.type IN ('osv', 'nvd', 'jvn')) AS flaw, count(f.id) AS known, count(x.value) AS n
    FROM   policy p
    LEFT   JOIN vulnerability_policy_feeds x
           ON x.id = p.id
    LEFT   JOIN feed f
           ON f.id = x.value
    WHERE  p.nth = 1
    GROUP  BY p.id
)
SELECT 'vulnerability_policy' AS subject_kind, n.id AS subject_id, w.what AS key,
       CASE w.what WHEN 'kev' THEN '悪用が確かめられた脆弱性の情報(KEV)' ELSE '脆弱性の情報(OSV、NVD、JVNのどれか)' END AS what_ja,
       CASE w.what WHEN 'kev' THEN 'data on exploited flaws (KEV)' ELSE 'a source of flaws (OSV, NVD or JVN)' END AS what_en
FROM   named n
JOIN   (SELECT 'kev' AS what UNION ALL SELECT 'flaw') w
WHERE  n.known = n.n
AND    NOT coalesce(CASE w.what WHEN 'kev' THEN n.kev ELSE n.flaw END, 0)
