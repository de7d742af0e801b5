-- id: C2-1.must-made-bonus
-- check: C2-1
-- rows: C2-1, S3-T1
-- class: should
-- severity: high
-- ja: 必須の要件「{requirement|requirement}」が、契約「{contract|contract}」では加点項目にしかなっていない
-- en: The mandatory requirement "{requirement|requirement}" only earns points in the contract "{contract|contract}"
SELECT 'criterion' AS subject_kind, c.id AS subject_id, '' AS key, r.id AS requirement, k.id AS contract
FROM   criterion c
JOIN   requirement r
       ON r.id = c.requirement
JOIN   contract k
       ON k.id = c.contract
WHERE  r.priority = 'must'
AND    k.stage <> 'ended'
AND    NOT EXISTS (SELECT 1
                   FROM   criterion o
                   WHERE  o.contract = c.contract
                   AND    o.requirement = c.requirement
                   AND    o.mandatory = 1)
