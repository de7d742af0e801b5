-- id: C2-1.tender-without-spec
-- check: C2-1
-- rows: C2-1, S3-T1
-- class: need
-- severity: high
-- ja: 契約「{contract|contract}」は{stage|contract.stage}だが、調達仕様書も契約書も証跡として登録されていない
-- en: The contract "{contract|contract}" is at the stage "{stage|contract.stage}", but neither its specification nor the contract document is on file
SELECT 'contract' AS subject_kind, c.id AS subject_id, '' AS key, c.id AS contract, c.stage
FROM   contract_outs c
WHERE  (c.stage = 'tender'
        OR (c.stage = 'concluded'
            AND coalesce(c.ends_on > :now, 1)))
AND    c.specification IS NULL
AND    c.document IS NULL
