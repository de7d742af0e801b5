-- id: D5-1c.none-considered
-- check: C2-1
-- rows: D5-1c, C2-1
-- class: need
-- severity: medium
-- ja: {what_ja}
-- en: {what_en}
-- note: What is entrusted is what the contract names, and what lies on the service. Confidentiality 3 is
--   asked for by D5-1c.c3-controls. With scenario values also the requirements that controls on the
--   service answer, where they serve a grave risk and are to be specified.
WITH place AS (
    SELECT c.contract, p.component
    FROM   cloud_contract c
    JOIN   cloud_place p
           ON p.service = c.service
),
entrusted AS (
    SELECT e.id AS contract, e.value AS information
    FROM   contract_information e
    WHERE  e.id IN (SELECT contract FROM cloud_contract)
    UNION
    SELECT l.contract, a.information
    FROM   place l
    JOIN   information_at a
           ON a.place_kind = 'component'
           AND a.place_id = l.component
),
bearing AS (
    SELECT e.contract
    FROM   entrusted e
    JOIN   information i
           ON i.id = e.information
    GROUP  BY e.contract
    HAVING max(i.c >= 2
               OR i.personal <> 'none')
    AND    max(i.c) < 3
)
SELECT 'contract' AS subject_kind, c.id AS subject_id, '' AS key,
       'クラウドの契約「' || coalesce(c.name, c.id) || '」に、このシステム固有の要件(要件c)がない。不要なら、検討したうえで不要と申告する' AS what_ja,
       'the cloud contract "' || coalesce(c.name_en, c.name, c.id)
       || '" demands nothing of its own (part c); if there is nothing to add, it has to be stated' AS what_en
FROM   contract c
WHERE  c.id IN (SELECT contract FROM bearing)
AND    NOT EXISTS (SELECT 1
                   FROM   criterion x
                   WHERE  x.contract = c.id
                   AND    x.part = 'cloud_c')
AND    NOT EXISTS (SELECT 1
                   FROM   attestation t
                   JOIN   attestation_empty e
                          ON e.id = t.id
                   WHERE  t.check_id = 'C2-1'
                   AND    t.statement = 'empty'
                   AND    t.ends_on > :now
                   AND    e.value = 'cloud_c')
UNION ALL
SELECT 'requirement', r.id, 'risk',
       '重大なリスクに備える要件「' || coalesce(r.name, r.id) || '」が、クラウドサービスの要件cに入っていない',
       'the requirement "' || coalesce(r.name_en, r.name, r.id) || '" against a grave risk is not in part c of the cloud service'
FROM   requirement r
WHERE  r.specified = 1
AND    NOT EXISTS (SELECT 1
                   FROM   criterion x
                   WHERE  x.requirement = r.id)
AND    EXISTS (SELECT 1
               FROM   control_requirements q
               JOIN   control_places k
                      ON k.id = q.id
               JOIN   place l
                      ON l.component = k.value_id
               WHERE  q.value = r.id
               AND    k.value_kind = 'component')
AND    EXISTS (SELECT 1
               FROM   requirement_scenarios s
               JOIN   scenario_value v
                      ON v.scenario = s.value
               WHERE  s.id = r.id
               AND    v.view = 'inherent'
               AND    v.value <= 'B')
