-- id: C1-3.treatment-hollow
-- check: C1-3
-- rows: C1-3, S1-R3
-- class: must
-- severity: high
-- ja: シナリオ「{scenario|scenario}」を低減するとされているが、そのための要件が一つも残っていない
-- en: "{scenario|scenario}" is to be reduced, but none of the requirements named for it serves it
SELECT 'treatment' AS subject_kind, t.id AS subject_id, '' AS key, t.scenario
FROM   treatment t
WHERE  t.choice = 'reduce'
AND    NOT EXISTS (
           SELECT 1
           FROM   treatment_requirements n
           JOIN   requirement r
                  ON r.id = n.value
           JOIN   requirement_scenarios s
                  ON s.id = r.id
           WHERE  n.id = t.id
           AND    s.value = t.scenario
           AND    NOT EXISTS (
                      SELECT 1
                      FROM   exception e
                      JOIN   ok a
                             ON a.id = e.id
                             AND a.kind = 'exception'
                      WHERE  e.requirement = r.id
                      AND    e.type = 'exclude'
                      AND    e.ends_on > :now))
