-- id: C3-12.none
-- check: C3-12
-- rows: C3-12, S8-K2
-- class: must
-- severity: high
-- ja: 運用中の脆弱性にいつまでに対応するかの基準が{what_ja}
-- en: the policy on how soon vulnerabilities in operation are answered {what_en}
SELECT 'system' AS subject_kind, :system AS subject_id, '' AS key,
       CASE WHEN EXISTS (SELECT 1 FROM vulnerability_policy) THEN '承認されていない' ELSE '定められていない' END AS what_ja,
       CASE WHEN EXISTS (SELECT 1 FROM vulnerability_policy) THEN 'is not approved' ELSE 'does not exist' END AS what_en
WHERE  (EXISTS (SELECT 1 FROM in_operation)
        OR EXISTS (SELECT 1
                   FROM   gate_state g
                   WHERE  g.phase = 4
                   AND    g.state <> 'open'))
AND    NOT EXISTS (SELECT 1
                   FROM   vulnerability_policy p
                   JOIN   ok a
                          ON a.kind = 'vulnerability_policy'
                          AND a.id = p.id)
