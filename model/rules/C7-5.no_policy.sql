-- id: C7-5.no_policy
-- check: C7-5
-- rows: C7-5, S8-K2
-- class: need/need/-
-- severity: high
-- ja: 承認済みの脆弱性対応方針がないため、見つかった脆弱性をいつまでに直すかを判定できない
-- en: without an approved vulnerability policy nobody can tell by when a flaw is to be mended
SELECT 'system' AS subject_kind, :system AS subject_id, '' AS key
FROM   in_operation o
WHERE  NOT EXISTS (SELECT 1
                   FROM   vulnerability_policy p
                   JOIN   ok a
                          ON a.kind = 'vulnerability_policy'
                          AND a.id = p.id)
