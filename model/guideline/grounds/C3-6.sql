-- id: C3-6
-- waits: controls
-- note: Every cell of the coverage table that is needed in production, covered by controls in force at the
--   component, what it runs on, around it or on its flows; or by the cloud provider that the demarcation
--   makes responsible for that layer, once its service was looked at.
SELECT 'cell' AS subject_kind, k.component || '/' || k.layer || '/' || k.function AS subject_id,
       CASE WHEN k.controls > 0 THEN 'controls' WHEN v.service IS NOT NULL THEN 'cloud_service' END AS cover_kind,
       CASE WHEN k.controls > 0 THEN CAST(k.controls AS TEXT) ELSE v.service END AS cover_id,
       CASE WHEN k.controls > 0 OR v.service IS NOT NULL THEN mv('proof.document') END AS proof,
       :now AS collected_at, NULL AS fresh_until, NULL AS changed_at,
       CASE WHEN k.controls > 0 OR v.service IS NOT NULL THEN NULL ELSE 'never' END AS reason
FROM   coverage_cell k
JOIN   component c
       ON c.id = k.component
LEFT   JOIN (SELECT h.component, t.layer, min(s.service) AS service
             FROM   task_held h
             JOIN   layer_task t
                    ON t.task = h.task
             JOIN   party p
                    ON p.id = h.holder
             JOIN   cloud_place s
                    ON s.component = h.component
             LEFT   JOIN candidate_case e
                    ON e.service = s.service
             WHERE  h.part = 'main'
             AND    p.type = 'csp'
             AND    (s.service NOT IN (SELECT u.service FROM cloud_unlisted u)
                     OR (e.id IS NOT NULL AND e.reason IS NULL))
             GROUP  BY h.component, t.layer) v
       ON v.component = k.component
       AND v.layer = k.layer
WHERE  k.needed = 1
AND    c.env = 'production'
