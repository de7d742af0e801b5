-- id: D5-2b.unlisted-incomplete
-- check: C2-3
-- rows: D5-2b, C2-3, S3-K2
-- class: must
-- severity: high
-- ja: {what_ja}
-- en: {what_en}
-- note: Services that no list vouches for, in use or selected: every line has to be judged, from a file
--   where it is mandatory, never from the list, with the assessor's evaluation and the CISO's decision.
SELECT 'candidate' AS subject_kind, g.candidate AS subject_id, CASE g.gap WHEN 'open' THEN '' ELSE g.gap END AS key,
       'リストに登録のない' || coalesce(s.name, s.id) || 'の審査で、'
       || CASE g.gap WHEN 'open' THEN '判定のない項目が' || g.n || '件ある'
                     WHEN 'list' THEN g.n || '件が公開リストを根拠にしている'
                     WHEN 'word' THEN '根拠の証跡がない必須項目が' || g.n || '件ある'
                     ELSE 'アセッサーの評価かCISOの承認がない' END AS what_ja,
       'in the review of ' || coalesce(s.name_en, s.name, s.id) || ', which is not on the list, '
       || CASE g.gap WHEN 'open' THEN g.n || ' lines are not judged'
                     WHEN 'list' THEN g.n || ' lines rest on the list'
                     WHEN 'word' THEN g.n || ' mandatory lines have no file behind them'
                     ELSE 'the assessor''s evaluation or the CISO''s approval is missing' END AS what_en
FROM   sheet_gap g
JOIN   cloud_service s
       ON s.id = g.service
WHERE  s.id IN (SELECT service FROM cloud_unlisted)
UNION ALL
SELECT 'cloud_service', s.id, 'sheet',
       'リストに登録のない' || coalesce(s.name, s.id) || 'を、審査の記録なしに使っている',
       coalesce(s.name_en, s.name, s.id) || ', which is not on the list, is used without any review'
FROM   cloud_service s
JOIN   cloud_taken t
       ON t.service = s.id
WHERE  s.id IN (SELECT service FROM cloud_unlisted)
AND    s.id NOT IN (SELECT k.cloud_service FROM selected k WHERE k.cloud_service IS NOT NULL)
