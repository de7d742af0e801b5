-- id: A3.wrong_acceptor
-- check: column
-- rows: A3, P5a
-- class: must
-- severity: critical
-- note: Who manages the system or carries the treatment accepts no risk of it. One person in both offices is told as
--   A3.same_person.
-- ja: {what_ja}の受容を決めたのは、{who_ja}
-- en: the acceptance of {what_en} was decided by {who_en}
SELECT 'acceptance' AS subject_kind, a.id AS subject_id, '' AS key,
       CASE a.subject_kind WHEN 'scenario' THEN 'C1-3' WHEN 'issue' THEN 'C5-5' ELSE 'C7-5' END AS check_id,
       CASE a.subject_kind WHEN 'scenario' THEN 'リスク' WHEN 'issue' THEN '指摘' ELSE '脆弱性' END AS what_ja,
       CASE a.subject_kind WHEN 'scenario' THEN 'a risk' WHEN 'issue' THEN 'an issue' ELSE 'a vulnerability' END AS what_en,
       CASE WHEN a.put_role NOT IN ('owner', 'ciso') THEN '受容を決める役割でない人である'
            ELSE 'そのリスクへの対応か管理を担う本人である' END AS who_ja,
       CASE WHEN a.put_role NOT IN ('owner', 'ciso') THEN 'somebody in a role that may not accept risks'
            ELSE 'the very person who manages the system or carries the treatment' END AS who_en
FROM   acceptance a
WHERE  a.ends_on > :now
AND    (a.put_role NOT IN ('owner', 'ciso')
        OR EXISTS (
               SELECT 1
               FROM   role_now r
               WHERE  r.person = a.put_by
               AND    r.role = 'manager')
        AND NOT EXISTS (
                SELECT 1
                FROM   role_now r
                WHERE  r.person = a.put_by
                AND    r.role = 'owner')
        OR EXISTS (
               SELECT 1
               FROM   treatment t
               JOIN   duty d
                      ON d.id = t.responsible
               WHERE  a.subject_kind = 'scenario'
               AND    t.scenario = a.subject_id
               AND    d.person = a.put_by))
