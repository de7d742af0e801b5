-- id: V.contradiction
-- check: column
-- rows: A2, C6-1, C7-3
-- class: should
-- severity: high
-- ja: {check_id}を「適合」とした申告と食い違う重大な指摘が{n}件ある(申告の前か、その後まもなく見つかったもの)
-- en: {n} findings that must be mended contradict the statement that {check_id} conforms; they were there before it, or soon after
-- note: The newest statement of each role on a check. What an exception takes out contradicts
--   nothing, nor does what somebody else stated empty.
SELECT 'attestation' AS subject_kind, t.id AS subject_id, '' AS key, t.check_id, count(*) AS n
FROM   attestation t
JOIN   finding f
       ON f.row_id = t.check_id
WHERE  t.statement = 'conforming'
AND    t.ends_on > :now
AND    NOT EXISTS (SELECT 1
                   FROM   attestation n
                   WHERE  n.check_id = t.check_id
                   AND    n.put_role = t.put_role
                   AND    n.statement <> 'empty'
                   AND    n.put_at > t.put_at)
AND    f.class = 'must'
AND    f.rule IS NOT 'V.not_empty'
AND    f.excepted_until IS NULL
AND    f.opened_at <= t.put_at + mv('contradiction.within')
GROUP  BY t.id
