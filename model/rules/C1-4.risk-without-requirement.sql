-- id: C1-4.risk-without-requirement
-- check: C1-4
-- rows: C1-4, S2-R1, S2-T1, N1
-- class: must
-- severity: high
-- ja: リスク「{scenario|scenario}」は低減すると決めているが、{gap}
-- en: The risk "{scenario|scenario}" is to be reduced, but {gap_en}
WITH reduced AS (
    SELECT DISTINCT t.scenario
    FROM   treatment t
    JOIN   scenario s
           ON s.id = t.scenario
    WHERE  t.choice = 'reduce'
),
dropped AS (
    SELECT q.value AS scenario, o.id, coalesce(o.name, o.id) AS name, norm(o.text) AS text
    FROM   requirement_scenarios_all q
    JOIN   requirement_all o
           ON o.id = q.id
    WHERE  o.retired_at IS NOT NULL
    AND    NOT EXISTS (SELECT 1
                       FROM   trace_all t
                       WHERE  t.type = 'replaces'
                       AND    t.to_kind = 'requirement'
                       AND    t.to_id = o.id)
)
SELECT 'scenario' AS subject_kind, x.scenario AS subject_id, '' AS key, x.scenario,
       'そのための要件が一つもない' AS gap, 'no requirement serves that' AS gap_en
FROM   reduced x
WHERE  NOT EXISTS (SELECT 1
                   FROM   requirement_scenarios q
                   WHERE  q.value = x.scenario)
UNION ALL
SELECT 'scenario', x.scenario, 'replaced', x.scenario,
       '取り下げた要件(' || group_concat(d.name, '、') || ')に代わるものが記録されていない',
       'nothing on record takes the place of a requirement that was dropped (' || group_concat(d.name, ', ') || ')'
FROM   reduced x
JOIN   dropped d
       ON d.scenario = x.scenario
WHERE  EXISTS (SELECT 1
               FROM   requirement_scenarios q
               WHERE  q.value = x.scenario)
AND    NOT EXISTS (SELECT 1
                   FROM   requirement_scenarios q
                   JOIN   requirement r
                          ON r.id = q.id
                   WHERE  q.value = x.scenario
                   AND    norm(r.text) = d.text)
AND    NOT EXISTS (SELECT 1
                   FROM   scenario_value v
                   WHERE  v.scenario = x.scenario
                   AND    v.view = 'inherent'
                   AND    v.value > 'C')
GROUP  BY x.scenario
