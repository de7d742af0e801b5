-- id: C6-3.corrections
-- check: C6-3
-- rows: C6-3, S7-T3
-- class: must
-- severity: high
-- ja: 訓練「{drill|drill}」で見つかった課題のうち{n}件が、期限を過ぎても直っていない
-- en: {n} issues found in the drill "{drill|drill}" are past their date and not mended
SELECT 'drill' AS subject_kind, d.id AS subject_id, '' AS key, d.id AS drill, count(*) AS n,
       CASE WHEN max(i.severity IN ('critical', 'high')) = 1 THEN 'must' ELSE 'should' END AS class
FROM   issue i
JOIN   drill d
       ON d.id = i.found_in_id
WHERE  i.found_in_kind = 'drill'
AND    i.status IN ('open', 'fixing')
AND    CASE WHEN i.due IS NULL THEN d.held_at + mv('drill.fix') ELSE i.due END <= :now
AND    NOT EXISTS (SELECT 1
                   FROM   acceptance a
                   WHERE  a.subject_kind = 'issue'
                   AND    a.subject_id = i.id
                   AND    a.ends_on > :now)
GROUP  BY d.id
