-- id: G.stale_authorisation
-- check: C7-9
-- rows: A3, P5a, D4, N3
-- class: should
-- severity: high
-- note: A rank decided higher than at the time of the authorisation: it asks for more than was authorised on. must once
--   grace.stale has passed. New entries, parties and grades are told by N3 and N1 where the phases run again.
-- ja: 運用認可「{authorisation|authorisation}」の後にリスクランクが{rank|rank}に上がったが、認可し直されていない
-- en: the rank was raised to {rank|rank} after the authorisation "{authorisation|authorisation}", which was not given anew
WITH newest AS (
    SELECT a.id, a.result, a.ends_on, max(a.put_at) AS at
    FROM   authorisation a
),
ranked AS (
    SELECT d.value, d.put_at
    FROM   decision d
    WHERE  d.subject_kind = 'system'
    AND    d.subject_id = :system
    AND    d.choice <> 'reject'
    AND    d.value IS NOT NULL
),
before AS (
    SELECT r.value, max(r.put_at) AS at FROM ranked r JOIN newest n ON r.put_at <= n.at
),
after AS (
    SELECT r.value, max(r.put_at) AS at FROM ranked r
)
SELECT 'authorisation' AS subject_kind, n.id AS subject_id, '' AS key, n.id AS authorisation, f.value AS rank,
       CASE WHEN f.at + mv('grace.stale') <= :now THEN 'must' ELSE 'should' END AS class
FROM   newest n
JOIN   before b
JOIN   after f
       ON rank_order(f.value) > rank_order(b.value)
WHERE  n.result IN ('authorised', 'conditional')
AND    n.ends_on > :now
