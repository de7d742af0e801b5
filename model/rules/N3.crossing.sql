-- id: N3.crossing
-- check: C1-2
-- rows: N3, C1-2, C3-8, C7-4
-- class: should
-- severity: high
-- note: The first flow between two zones of different trust, or a new link. A flow that comes with a new link or
--   over an interface that N3.entry tells of is not told again; nor is what was recorded with the first import.
-- ja: {what_ja}「{subject_id|@subject_kind}」が{at|date}に加わったが、工程{phases}がやり直されていない
-- en: {what_en} "{subject_id|@subject_kind}" was added on {at|date}, but phase {phases} was not run again
WITH start AS (
    SELECT min(created_at) + 86400000000 AS at FROM flow
),
pair AS (
    SELECT f.id, f.from_kind, f.from_id, f.to_kind, f.to_id, f.interface, min(f.created_at) AS at
    FROM   flow_crossing c
    JOIN   flow f
           ON f.id = c.flow
    WHERE  c.trust_from <> c.trust_to
    GROUP  BY min(c.from_zone, c.to_zone), max(c.from_zone, c.to_zone)
),
trigger AS (
    SELECT 'link' AS kind, l.id, l.created_at AS at
    FROM   link l
    JOIN   start s
           ON l.created_at > s.at
    UNION ALL
    SELECT 'flow', p.id, p.at
    FROM   pair p
    JOIN   start s
           ON p.at > s.at
    WHERE  NOT EXISTS (SELECT 1
                       FROM   link l
                       WHERE  l.created_at > s.at
                       AND    ((p.from_kind = 'link' AND p.from_id = l.id)
                               OR (p.to_kind = 'link' AND p.to_id = l.id)))
    AND    NOT EXISTS (SELECT 1
                       FROM   interface i
                       WHERE  i.id = p.interface
                       AND    i.exposure IN ('internet', 'partner')
                       AND    i.created_at > s.at)
),
late AS (
    SELECT t.kind, t.id, t.at, group_concat(DISTINCT p.phase) AS phases
    FROM   trigger t
    JOIN   phase_passed p
           ON p.phase IN (1, 4)
           AND p.at < t.at
    WHERE  NOT EXISTS (SELECT 1
                       FROM   review r
                       JOIN   review_items x
                              ON x.id = r.id
                       WHERE  r.type = 'risk'
                       AND    r.at >= t.at
                       AND    x.subject_kind = t.kind
                       AND    x.subject_id = t.id)
    GROUP  BY t.kind, t.id
)
SELECT l.kind AS subject_kind, l.id AS subject_id, '' AS key, l.at, l.phases,
       CASE l.kind WHEN 'link' THEN '連携' ELSE '信頼度の違う区域をまたぐ新しいデータの流れ' END AS what_ja,
       CASE l.kind WHEN 'link' THEN 'the link' ELSE 'the flow across zones of different trust' END AS what_en,
       CASE WHEN l.at + mv('grace.n3') <= :now THEN 'must' ELSE 'should' END AS class
FROM   late l
