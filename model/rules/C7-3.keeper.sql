-- id: C7-3.keeper
-- check: C7-3
-- rows: C7-3, S4-K2
-- class: should
-- severity: medium
-- ja: 人に結び付かないアカウント({account}、{component|component})の管理責任者が{why_ja}
-- en: the keeper of an account that is no person's ({account}, {component|component}) {why_en}
SELECT 'account' AS subject_kind, a.id AS subject_id, '' AS key, a.id AS account, a.component,
       CASE WHEN a.keeper IS NULL THEN '決まっていない' ELSE '離任している' END AS why_ja,
       CASE WHEN a.keeper IS NULL THEN 'is not named' ELSE 'has left' END AS why_en
FROM   account a
WHERE  a.type IN ('service', 'shared', 'emergency')
AND    (a.keeper IS NULL
        OR a.keeper IN (SELECT g.id FROM gone g))
