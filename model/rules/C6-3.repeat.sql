-- id: C6-3.repeat
-- check: C6-3
-- rows: C6-3, S7-T3, S8-K3
-- class: should
-- severity: high
-- ja: 訓練「{drill|drill}」で、前回の訓練「{before|drill}」と同じ失敗が繰り返された
-- en: the drill "{drill|drill}" failed in the same way as "{before|drill}" before it
WITH held AS (
    SELECT d.id, d.held_at,
           lag(d.id) OVER (ORDER BY d.held_at, d.id) AS before
    FROM   drill d
    WHERE  d.held_at IS NOT NULL
    AND    d.type IN ('tabletop', 'live')
)
SELECT DISTINCT 'drill' AS subject_kind, h.id AS subject_id, h.before AS key, h.id AS drill, h.before
FROM   held h
JOIN   drill_injects j
       ON j.id = h.id
JOIN   drill_injects b
       ON b.id = h.before
WHERE  j.ok = 0
AND    b.ok = 0
AND    (norm(j.text) = norm(b.text) OR norm(j.expected) = norm(b.expected))
