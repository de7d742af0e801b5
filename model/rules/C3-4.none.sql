-- id: C3-4.none
-- check: C3-4
-- rows: C3-4, S4-K1
-- class: must
-- severity: high
-- note: Where every flow over it carries a signature that is verified, the sender is trusted for a reason.
-- ja: 入口「{interface|interface}」は、外から届く入力を検証していない
-- en: the interface "{interface|interface}" does not validate what comes in from outside
SELECT 'interface' AS subject_kind, i.id AS subject_id, '' AS key, i.id AS interface
FROM   interface i
WHERE  i.exposure <> 'isolated'
AND    i.input = 'none'
AND    NOT EXISTS (SELECT 1
                   FROM   flow f
                   WHERE  f.interface = i.id
                   GROUP  BY f.interface
                   HAVING min(f.content_check = 'signature') = 1)
