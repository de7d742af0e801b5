-- id: C6-2.duty_void
-- check: C6-2
-- rows: C6-2, S7-R2
-- class: should
-- severity: medium
-- ja: 手順書「{procedure|procedure}」が名指しする担当「{duty|duty}」に、在任中の人がいない
-- en: the procedure "{procedure|procedure}" names the duty "{duty|duty}", which nobody in office holds
SELECT 'procedure' AS subject_kind, p.id AS subject_id, d.id AS key, p.id AS procedure, d.id AS duty,
       CASE WHEN d.retired_at IS NULL
            AND EXISTS (SELECT 1
                        FROM   here h
                        WHERE  h.id = d.deputy) THEN 'low' ELSE 'medium' END AS severity
FROM   procedure p
JOIN   procedure_duties u
       ON u.id = p.id
JOIN   duty_all d
       ON d.id = u.value
WHERE  d.retired_at IS NOT NULL
OR     d.person IS NULL
OR     EXISTS (SELECT 1
               FROM   person_all h
               WHERE  h.id = d.person
               AND    (h.left_on <= :now OR h.retired_at IS NOT NULL))
