-- id: C7-9.gap
-- check: C7-9
-- rows: C7-9
-- class: should
-- severity: medium
-- ja: 手順・体制の見直し「{review|review}」の対象期間は{since|date}からで、その前の見直しとの間に空白がある
-- en: the review of procedures "{review|review}" begins on {since|date}; the time between it and the one before is not covered
WITH ordered AS (
    SELECT v.id, v.since, lag(v.at) OVER (ORDER BY v.at, v.id) AS before
    FROM   review v
    WHERE  v.type = 'process'
)
SELECT 'review' AS subject_kind, o.id AS subject_id, '' AS key, o.id AS review, o.since
FROM   ordered o
WHERE  o.since > coalesce(o.before, (SELECT y.since FROM in_operation y)) + mv('process.gap')
