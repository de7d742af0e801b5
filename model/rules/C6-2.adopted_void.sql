-- id: C6-2.adopted_void
-- check: C6-2
-- rows: C6-2, S7-R2
-- class: must
-- severity: medium
-- ja: 手順書「{procedure|procedure}」が準用する組織の手順書{adopts}は、{why_ja}
-- en: the organisation's procedure {adopts} that "{procedure|procedure}" adopts {why_en}
WITH judged AS (
    SELECT p.id, p.adopts,
           CASE WHEN g.retired_at IS NOT NULL THEN 'retired'
                WHEN NOT EXISTS (SELECT 1
                                 FROM   ok a
                                 WHERE  a.kind = 'procedure'
                                 AND    a.id = g.id) THEN 'unapproved'
                WHEN g.reviewed_on + coalesce(g.every, mv('interval.procedure')) <= :now THEN 'overdue' END AS why
    FROM   procedure p
    JOIN   procedure_all g
           ON g.id = p.adopts
    WHERE  p.system = :system
)
SELECT 'procedure' AS subject_kind, j.id AS subject_id, j.why AS key, j.id AS procedure, j.adopts,
       CASE j.why WHEN 'retired' THEN '廃止された' WHEN 'unapproved' THEN '承認されていない'
                  ELSE '見直しの期限を過ぎた' END AS why_ja,
       CASE j.why WHEN 'retired' THEN 'was retired' WHEN 'unapproved' THEN 'is not approved'
                  ELSE 'was not reviewed in time' END AS why_en
FROM   judged j
WHERE  j.why IS NOT NULL
