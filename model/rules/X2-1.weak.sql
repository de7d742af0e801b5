-- id: X2-1.weak
-- check: C3-8
-- rows: X2-1, C3-8
-- class: must/must/should
-- severity: high
-- ja: 流れ「{flow|flow}」は保護すべき情報を運ぶが、認証({auth|auth})が{why_ja}より弱い
-- en: the flow "{flow|flow}" carries protected information, but its authentication ({auth|auth}) is weaker than {why_en}
WITH entered AS (
    SELECT p.id, p.auth, i.auth AS declared,
           mv('auth.need.' || coalesce(i.exposure, z.exposure) || '.' || coalesce(a.type, 'machine')
              || CASE WHEN coalesce(i.exposure, z.exposure) = 'internet' AND a.type = 'citizen'
                      AND (p.c = 3 OR p.my_number) THEN '.c3' ELSE '' END) AS need
    FROM   protected_flow p
    LEFT   JOIN interface i
           ON i.id = p.interface
    LEFT   JOIN actor a
           ON p.from_kind = 'actor'
           AND a.id = p.from_id
    LEFT   JOIN link l
           ON p.from_kind = 'link'
           AND l.id = p.from_id
    JOIN   zone z
           ON z.id = coalesce(a.zone, l.zone)
)
SELECT 'flow' AS subject_kind, o.id AS subject_id, CASE WHEN strength(o.auth) < o.need THEN 'need' ELSE 'interface' END AS key,
       NULL AS class, o.id AS flow, o.auth,
       CASE WHEN strength(o.auth) < o.need THEN 'この入口と使う人に必要な強さ' ELSE '入口の設計' END AS why_ja,
       CASE WHEN strength(o.auth) < o.need THEN 'this entry and these users need' ELSE 'the design of the interface' END AS why_en
FROM   entered o
WHERE  strength(o.auth) < o.need
OR     strength(o.auth) < strength(o.declared)
UNION ALL
SELECT 'flow', p.id, 'inside', 'should', p.id, p.auth, '内部の構成要素どうしに求める強さ', 'components ask of each other'
FROM   protected_flow p
WHERE  p.from_kind = 'component'
AND    p.auth IN ('none', 'ip')
