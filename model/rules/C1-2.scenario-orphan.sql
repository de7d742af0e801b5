-- id: C1-2.scenario-orphan
-- check: C1-2
-- rows: C1-2, S1-R1, S1-T2
-- class: should
-- severity: medium
-- waits: threats
-- note: Threats of the organisation's own (own-…) are never derived. A renamed rule is found by the map of
--   the catalogue.
-- ja: シナリオ「{scenario|scenario}」が根拠とする脅威は、今のモデルからはもう導かれない
-- en: the threats on which the scenario "{scenario|scenario}" rests are no longer derived from the model
SELECT 'scenario' AS subject_kind, s.id AS subject_id, '' AS key, s.id AS scenario
FROM   scenario s
WHERE  EXISTS (SELECT 1 FROM scenario_threats h WHERE h.id = s.id)
AND    NOT EXISTS (
           SELECT 1
           FROM   scenario_threats h
           WHERE  h.id = s.id
           AND    (h.value LIKE 'own-%'
                   OR EXISTS (SELECT 1 FROM threat t WHERE t.rule = h.value)
                   OR EXISTS (
                          SELECT 1
                          FROM   catalog_map m
                          JOIN   threat t
                                 ON t.rule = m.to_item
                          WHERE  m.from_item = h.value
                          AND    m.relation IN ('equal', 'superset'))))
