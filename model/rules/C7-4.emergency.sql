-- id: C7-4.emergency
-- check: C7-4
-- rows: C7-4, S8-T1
-- class: must
-- severity: high
-- ja: 緊急変更「{change|change}」の事後のセキュリティ確認が、期限を過ぎても済んでいない
-- en: the emergency change "{change|change}" was not reviewed afterwards in time
SELECT 'change' AS subject_kind, c.id AS subject_id, '' AS key, c.id AS change
FROM   change c
WHERE  c.type = 'emergency'
AND    c.security_review <> 'done'
AND    c.done_at + mv('change.emergency_review') <= :now
