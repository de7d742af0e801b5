-- id: C1-1.class-too-low
-- check: C1-1
-- rows: C1-1, S1-T1
-- class: must
-- severity: high
-- ja: 「{information|information}」の格付が低すぎる: {why}
-- en: "{information|information}" is graded too low: {why_en}
SELECT 'information' AS subject_kind, i.id AS subject_id, 'sensitive' AS key, i.id AS information,
       CASE i.personal WHEN 'my_number' THEN '特定個人情報' ELSE '要配慮個人情報' END
       || 'が機密性1になっている' AS why,
       CASE i.personal WHEN 'my_number' THEN 'My Number information' ELSE 'sensitive personal information' END
       || ' stands at confidentiality 1' AS why_en
FROM   information i
WHERE  i.personal IN ('sensitive', 'my_number')
AND    i.c = 1
UNION ALL
SELECT 'information', i.id, 'persons', i.id,
       i.subjects || '人分の個人情報が機密性1になっている',
       'personal information of ' || i.subjects || ' people stands at confidentiality 1'
FROM   information i
WHERE  i.personal = 'personal'
AND    i.subjects > mv('grade.persons')
AND    i.c = 1
AND    i.form <> 'published'
UNION ALL
SELECT 'information', i.id, 'secret', i.id,
       '鍵や認証情報は、機密性2以上、完全性2にする',
       'keys and credentials need confidentiality 2 or more and integrity 2'
FROM   information i
WHERE  i.form IN ('credential', 'key')
AND    (i.c = 1
        OR i.i = 1)
