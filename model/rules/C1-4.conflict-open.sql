-- id: C1-4.conflict-open
-- check: C1-4
-- rows: C1-4, S2-R1
-- class: should
-- severity: medium
-- ja: 要件「{one|requirement}」と「{other|requirement}」は{gap}
-- en: The requirements "{one|requirement}" and "{other|requirement}" {gap_en}
WITH requirement_here AS (
    SELECT r.id, r.layer, r.level, r.priority, r.responsible, norm(r.text) AS text
    FROM   requirement r
    WHERE  NOT EXISTS (SELECT 1
                       FROM   excepted_requirement e
                       WHERE  e.requirement = r.id)
)
SELECT DISTINCT 'requirement' AS subject_kind, min(a.id, b.id) AS subject_id, max(a.id, b.id) AS key,
       min(a.id, b.id) AS one, max(a.id, b.id) AS other,
       '互いに矛盾すると記録されたまま、どちらも残っている' AS gap,
       'are on record as contradicting each other, and both still stand' AS gap_en
FROM   trace t
JOIN   requirement_here a
       ON t.from_kind = 'requirement'
       AND a.id = t.from_id
JOIN   requirement_here b
       ON t.to_kind = 'requirement'
       AND b.id = t.to_id
WHERE  t.type = 'conflicts'
UNION ALL
SELECT 'requirement', a.id, 'twin/' || b.id, a.id, b.id,
       '同じ文と層なのに、実施レベル、優先度、実施主体のどれかが食い違う',
       'say the same on the same layer, but differ in level, priority or responsible party'
FROM   requirement_here a
JOIN   requirement_here b
       ON b.text = a.text
       AND b.layer = a.layer
       AND b.id > a.id
WHERE  a.text <> ''
AND    (a.level <> b.level
        OR a.priority <> b.priority
        OR a.responsible <> b.responsible)
