-- id: C3-4.param
-- check: C3-4
-- rows: C3-4, S4-K1
-- class: must
-- severity: medium
-- waits: evidence
-- ja: 入口「{interface|interface}」に、申告した検証を受けない入力項目が{n}個ある(例: {example})
-- en: {n} parameters of the interface "{interface|interface}" escape the validation that was declared, such as {example}
SELECT 'interface' AS subject_kind, i.id AS subject_id, '' AS key, i.id AS interface,
       count(DISTINCT o.path || ' ' || o.parameter) AS n, min(o.path || ' ' || o.parameter) AS example
FROM   interface i
JOIN   path_seen o
       ON o.interface = i.id
WHERE  i.input IN ('allow', 'schema')
AND    o.validated = 0
AND    glob_match(mv('parameters.framework'), o.parameter) = 0
GROUP  BY i.id
