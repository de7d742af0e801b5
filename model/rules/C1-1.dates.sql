-- id: C1-1.dates
-- check: C1-1
-- rows: C1-1, S1-T1
-- class: should
-- severity: medium
-- ja: システムの日付が実際と合っていない: {why}
-- en: the dates of the system do not fit: {why_en}
SELECT 'system' AS subject_kind, s.id AS subject_id, '' AS key,
       '運用開始が、更改・終了の予定より後になっている' AS why,
       'the start of service lies after its planned end' AS why_en
FROM   system s
WHERE  s.starts_on >= s.ends_on
UNION ALL
SELECT 'system', s.id, 'over',
       '更改・終了の予定を過ぎたのに、本番の構成要素が残っている',
       'the planned end has passed, yet components are still in production'
FROM   system s
WHERE  s.ends_on <= :now
AND    EXISTS (SELECT 1 FROM component c WHERE c.env = 'production')
