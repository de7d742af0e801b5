-- id: X2-3.apply-approve
-- check: C3-8
-- rows: X2-3, C3-8, S4-K2
-- class: must
-- severity: high
-- ja: 「{operation}」の申請と承認を一人でできる({who_ja})
-- en: one person can both apply for and approve "{operation}" ({who_en})
SELECT 'account_role' AS subject_kind, a.id AS subject_id, a.component || '/' || a.operation AS key, a.operation,
       '権限「' || coalesce(r.name, r.id) || '」だけで両方できる' AS who_ja,
       'the role ' || coalesce(r.name_en, r.name, r.id) || ' alone allows both' AS who_en
FROM   account_role r
JOIN   account_role_rights a
       ON a.id = r.id
JOIN   account_role_rights b
       ON b.id = a.id
       AND b.component = a.component
       AND b.operation = a.operation
WHERE  a.access = 'apply'
AND    b.access = 'approve'
UNION
SELECT 'account_role', a.id, a.component || '/' || a.operation || '/' || b.id, a.operation,
       '権限「' || coalesce(x.name, x.id) || '」と「' || coalesce(y.name, y.id) || '」を同じ人が持つ',
       'one person holds both ' || coalesce(x.name_en, x.name, x.id) || ' and ' || coalesce(y.name_en, y.name, y.id)
FROM   account_role_rights a
JOIN   account_role_rights b
       ON b.component = a.component
       AND b.operation = a.operation
       AND b.id <> a.id
JOIN   account_role x
       ON x.id = a.id
JOIN   account_role y
       ON y.id = b.id
JOIN   account u
       ON u.role = a.id
JOIN   account v
       ON v.role = b.id
       AND v.person = u.person
WHERE  a.access = 'apply'
AND    b.access = 'approve'
