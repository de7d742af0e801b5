-- id: C6-2.overdue
-- check: C6-2
-- rows: C6-2, S7-R2
-- class: should
-- severity: medium
-- ja: 手順書「{procedure|procedure}」は{until|date}までに見直すことになっていたが、見直されていない
-- en: the procedure "{procedure|procedure}" was to be reviewed by {until|date}, and was not
WITH timed AS (
    SELECT p.id, p.reviewed_on, coalesce(p.every, mv('interval.procedure')) AS every
    FROM   procedure p
    WHERE  p.system = :system
)
SELECT 'procedure' AS subject_kind, t.id AS subject_id, '' AS key, t.id AS procedure,
       t.reviewed_on + t.every - 1 AS until,
       CASE WHEN rank_order((SELECT rank FROM context)) = 3
            AND t.reviewed_on + 2 * t.every <= :now THEN 'must' ELSE 'should' END AS class
FROM   timed t
WHERE  t.reviewed_on + t.every <= :now
