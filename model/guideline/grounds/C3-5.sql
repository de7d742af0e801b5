-- id: C3-5
-- waits: graph
-- note: Each information of each grave scenario, by the scenario's own entry. Covered when controls on the way to
--   it were computed and all of them stand: once building has begun each needs a proof that is more than a
--   word. Computed anew with each change.
WITH way AS (
    SELECT h.scenario, i.value AS information, d.path, d.controls
    FROM   hot h
    JOIN   scenario s
           ON s.id = h.scenario
    JOIN   scenario_information i
           ON i.id = h.scenario
    LEFT   JOIN depth d
           ON d.information = i.value
           AND d.entry_kind = s.entry_kind
           AND d.entry_id = s.entry_id
),
proven AS (
    SELECT w.scenario, w.information, w.path,
           CASE WHEN coalesce(w.controls, 0) = 0 THEN 'never'
                WHEN NOT EXISTS (SELECT 1
                                 FROM   phase_reached p
                                 WHERE  p.phase = 5) THEN NULL
                WHEN sum(coalesce(k.basis, 'none') = 'none') > 0 THEN 'never'
                WHEN sum(k.basis = 'word') > 0 THEN 'claimed' END AS reason,
           CASE WHEN EXISTS (SELECT 1
                             FROM   phase_reached p
                             WHERE  p.phase = 5) THEN min(k.weight) ELSE mv('proof.document') END AS proof
    FROM   way w
    LEFT   JOIN path_control c
           ON c.path = w.path
    LEFT   JOIN control_proof k
           ON k.control = c.control
    GROUP  BY w.scenario, w.information, w.path
)
SELECT 'way' AS subject_kind, p.scenario || '/' || p.information AS subject_id,
       CASE WHEN p.reason IS NULL THEN 'path' END AS cover_kind, CASE WHEN p.reason IS NULL THEN p.path END AS cover_id,
       CASE WHEN p.reason IS NULL THEN p.proof END AS proof,
       :now AS collected_at, NULL AS fresh_until, NULL AS changed_at, p.reason
FROM   proven p
