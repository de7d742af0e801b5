-- id: C1-1.dangling
-- check: C1-1
-- rows: C1-1, S1-T1
-- class: should
-- severity: low
-- ja: {what}「{name}」は、プロファイルのどこからも使われていない
-- en: the {what_en} "{name_en}" is used by nothing in the profile
SELECT d.kind AS subject_kind, d.id AS subject_id, '' AS key, d.name, coalesce(d.name_en, d.name) AS name_en,
       CASE d.kind WHEN 'component' THEN '構成要素' WHEN 'actor' THEN 'アクター' WHEN 'link' THEN '連携'
                   WHEN 'zone' THEN '区域' ELSE '取扱情報' END AS what,
       d.kind AS what_en
FROM   dangling d
