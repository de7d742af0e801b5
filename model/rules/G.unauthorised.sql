-- id: G.unauthorised
-- check: C7-9
-- rows: A3, P5a, P5b
-- class: must
-- severity: critical
-- note: A system that was recorded when it already ran has grace.first to get its first authorisation. A
--   refusal or revocation holds from the moment it was decided until somebody authorises anew.
-- ja: システムは運用されているが、{why}
-- en: the system is in operation, but {why_en}
WITH newest AS (
    SELECT a.result, a.ends_on, max(a.put_at) AS at
    FROM   authorisation a
    WHERE  a.starts_on <= :now
    OR     a.result IN ('refused', 'revoked')
),
state AS (
    SELECT CASE WHEN n.at IS NULL THEN 'none'
                WHEN n.result IN ('refused', 'revoked') THEN n.result
                WHEN n.ends_on <= :now THEN 'ended' END AS why
    FROM   newest n
)
SELECT 'system' AS subject_kind, s.id AS subject_id, '' AS key,
       CASE t.why WHEN 'none' THEN '運用認可がない'
                  WHEN 'refused' THEN '運用は認可されていない(不認可)'
                  WHEN 'revoked' THEN '運用認可は取り消されている'
                  ELSE '運用認可は期限が切れて失効している' END AS why,
       CASE t.why WHEN 'none' THEN 'nobody has authorised its operation'
                  WHEN 'refused' THEN 'its authorisation was refused'
                  WHEN 'revoked' THEN 'its authorisation was revoked'
                  ELSE 'its authorisation has ended' END AS why_en
FROM   state t
JOIN   system s
       ON s.id = :system
JOIN   in_operation o
WHERE  t.why IN ('refused', 'revoked', 'ended')
OR     t.why = 'none'
       AND (s.created_at <= o.since
            OR s.created_at + mv('grace.first') <= :now)
