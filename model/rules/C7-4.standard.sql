-- id: C7-4.standard
-- check: C7-4
-- rows: C7-4, S8-T1
-- class: should
-- severity: medium
-- ja: 定型変更「{change|change}」が{kind}「{what}」を対象にしている。境界や対策を変えるものは通常の変更として扱う
-- en: the standard change "{change|change}" touches {kind} "{what}"; treat what moves a boundary or a control as a normal change
SELECT 'change' AS subject_kind, c.id AS subject_id, x.value_kind || ':' || x.value_id AS key, c.id AS change,
       x.value_kind AS kind, x.value_id AS what
FROM   change c
JOIN   change_subjects x
       ON x.id = c.id
WHERE  c.type = 'standard'
AND    x.value_kind IN ('interface', 'zone', 'account_role', 'control')
